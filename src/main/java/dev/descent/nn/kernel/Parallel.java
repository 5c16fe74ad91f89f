package dev.descent.nn.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that do phases of work together: each phase has parts, every part is done once by whichever thread is free, and
 * the next phase begins when all are done. Made for phases of some ten microseconds: who has nothing to do spins for a while, then
 * lets others have the core, and sleeps where nothing comes. A thread that does not get a core holds nobody up, since the
 * caller takes the parts that nobody else has begun. One caller at a time.
 */
public final class Parallel implements AutoCloseable {

    /** One part of a phase. */
    @FunctionalInterface
    public interface Phase {
        void run(int part);
    }

    private static final int SPINS = 20_000;
    /** A ticket is the number of the phase and, in the low bits, the next part of it that nobody has taken. */
    private static final int PART_BITS = 16;
    private static final long PART_MASK = (1L << PART_BITS) - 1;
    private static final VarHandle TICKET;
    private static final VarHandle DONE;
    private static final VarHandle ASLEEP;
    private static final VarHandle FAILURE;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TICKET = lookup.findVarHandle(Parallel.class, "ticket", long.class);
            DONE = lookup.findVarHandle(Parallel.class, "done", int.class);
            ASLEEP = lookup.findVarHandle(Parallel.class, "asleep", int.class);
            FAILURE = lookup.findVarHandle(Parallel.class, "failure", Throwable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int parts;
    private final Thread[] helpers;
    private volatile long ticket;
    private volatile int done;
    private volatile int asleep;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Phase phase;

    /** @param parts of every phase; as many threads, the caller's included, but not more than there are cores */
    public Parallel(int parts) {
        this.parts = parts;
        this.ticket = parts;
        this.helpers = new Thread[Math.min(parts, Runtime.getRuntime().availableProcessors()) - 1];
    }

    public int parts() {
        return parts;
    }

    /**
     * Does all parts of all phases. What is written in one phase is seen in the next.
     *
     * @throws RuntimeException what a part threw, on whichever thread; nothing can be run after that
     */
    public void run(Phase[] phases) {
        if (helpers.length > 0 && helpers[0] == null) {
            start();
        }
        for (Phase next : phases) {
            phase = next;
            done = 0;
            ticket = (ticket | PART_MASK) + 1;
            if (asleep > 0) {
                wake();
            }
            takeParts();
            for (int spun = 0; done < parts; spun++) {
                pause(spun);
            }
            if (failure != null) {
                fail();
            }
        }
    }

    /** The same on this thread alone. */
    public void runAlone(Phase[] phases) {
        for (Phase next : phases) {
            for (int part = 0; part < parts; part++) {
                next.run(part);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (helpers.length > 0 && helpers[0] != null) {
            wake();
        }
    }

    /** Not before there is work: a training that fails to begin, or never finds an idle core, leaves no thread behind. */
    private void start() {
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = Thread.ofPlatform().daemon().name(Thread.currentThread().getName() + "-helper-" + (i + 1)).start(this::help);
        }
    }

    private void help() {
        for (int spun = 0; !closed; spun++) {
            if (takeParts()) {
                spun = 0;
            } else if (spun < 2 * SPINS) {
                pause(spun);
            } else {
                sleep();
                spun = 0;
            }
        }
    }

    /** Whether there was anything to take. A part that has been taken keeps the phase from ending, so it can be read after that. */
    private boolean takeParts() {
        boolean any = false;
        for (long now = ticket; (now & PART_MASK) < parts; now = ticket) {
            if (TICKET.compareAndSet(this, now, now + 1)) {
                any = true;
                runPart((int) (now & PART_MASK));
            }
        }
        return any;
    }

    private void runPart(int part) {
        try {
            phase.run(part);
        } catch (Throwable e) {
            FAILURE.compareAndSet(this, null, e);
        }
        DONE.getAndAdd(this, 1);
    }

    private void fail() {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException("a part failed", e);
        }
    }

    /** Says so first and looks once more: a caller that has begun meanwhile may not have seen it. */
    private void sleep() {
        ASLEEP.getAndAdd(this, 1);
        if ((ticket & PART_MASK) >= parts && !closed) {
            LockSupport.park(this);
        }
        ASLEEP.getAndAdd(this, -1);
    }

    private void wake() {
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private void pause(int spun) {
        if (spun < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
