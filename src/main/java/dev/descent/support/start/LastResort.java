package dev.descent.support.start;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What ends a shutdown that does not end by itself. Nothing that was answered is lost by it, as by no other crash. */
final class LastResort {

    /** EX_TEMPFAIL of sysexits.h: it was no orderly end. */
    static final int NOT_IN_TIME = 75;

    private final Thread thread;

    /** All that it needs is in memory from now on: the jar may have been replaced when it is wanted. It keeps no JVM alive that can end before. */
    LastResort(Duration time, Runnable end) {
        thread = new Thread(() -> {
            long due = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            end.run();
        }, "last-resort");
        thread.setDaemon(true);
    }

    /** The time runs from the first call on. */
    synchronized void begin() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }
}
