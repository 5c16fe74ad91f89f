package dev.descent.nn.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that run the same task at the same time, each its own part, and wait for each other at barriers. Made for
 * regions of some ten microseconds: who waits spins for a while, then lets others have the core, and sleeps between tasks.
 * The caller is part 0. One task at a time; not for two callers at once.
 */
public final class Parallel implements AutoCloseable {

    /** One thread's share of a task. */
    @FunctionalInterface
    public interface Task {
        void run(int part);
    }

    private static final int SPINS = 20_000;
    private static final VarHandle ARRIVED;
    private static final VarHandle ASLEEP;
    private static final VarHandle FAILURE;

    static {
        try {
            ARRIVED = MethodHandles.lookup().findVarHandle(Parallel.class, "arrived", int.class);
            ASLEEP = MethodHandles.lookup().findVarHandle(Parallel.class, "asleep", int.class);
            FAILURE = MethodHandles.lookup().findVarHandle(Parallel.class, "failure", Throwable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int parts;
    private final int spins;
    private final Thread[] threads;
    private volatile int arrived;
    private volatile int phase;
    private volatile int started;
    private volatile int asleep;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Task task;

    /** @param parts threads, the caller's included */
    public Parallel(int parts) {
        this.parts = parts;
        // More threads than cores: whoever spins keeps the one from running that it waits for.
        this.spins = parts > Runtime.getRuntime().availableProcessors() ? 100 : SPINS;
        this.threads = new Thread[parts - 1];
        for (int i = 0; i < threads.length; i++) {
            int part = i + 1;
            threads[i] = Thread.ofPlatform().daemon().name(Thread.currentThread().getName() + "-part-" + part).start(() -> serve(part));
        }
    }

    public int parts() {
        return parts;
    }

    /**
     * Runs every part of the task and returns when all are done.
     *
     * @throws RuntimeException what a part threw, on whichever thread; nothing can be run after that
     */
    public void run(Task task) {
        if (parts == 1) {
            task.run(0);
            return;
        }
        this.task = task;
        started = started + 1;
        if (asleep > 0) {
            wake();
        }
        share(0);
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException("a part of a task failed", e);
        }
    }

    /** Every part waits here for all the others; what they wrote before is seen after. */
    public void barrier() {
        if (parts > 1) {
            await();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void wake() {
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void serve(int part) {
        int done = 0;
        while (awaitStart(done)) {
            done++;
            share(part);
        }
    }

    private void share(int part) {
        try {
            task.run(part);
        } catch (Broken e) {
            return;
        } catch (Throwable e) {
            FAILURE.compareAndSet(this, null, e);
            return;
        }
        try {
            await();
        } catch (Broken e) {
            // Whoever failed has said why.
        }
    }

    private void await() {
        int now = phase;
        if ((int) ARRIVED.getAndAdd(this, 1) == parts - 1) {
            arrived = 0;
            phase = now + 1;
            return;
        }
        for (int spun = 0; phase == now; spun++) {
            if (failure != null) {
                throw new Broken();
            }
            pause(spun);
        }
    }

    private boolean awaitStart(int done) {
        for (int spun = 0; started == done && !closed; spun++) {
            if (spun < 2 * spins) {
                pause(spun);
            } else {
                sleep(done);
            }
        }
        return !closed;
    }

    /** Says so first and looks once more: a caller that has started meanwhile may not have seen it. */
    private void sleep(int done) {
        ASLEEP.getAndAdd(this, 1);
        if (started == done && !closed) {
            LockSupport.park(this);
        }
        ASLEEP.getAndAdd(this, -1);
    }

    private void pause(int spun) {
        if (spun < spins) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Another part has failed: this one has nothing left to wait for. */
    private static final class Broken extends RuntimeException {
        Broken() {
            super(null, null, false, false);
        }
    }
}
