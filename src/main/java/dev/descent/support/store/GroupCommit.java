package dev.descent.support.store;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread that brings commits to the disk, for all that wait at once: whoever has committed waits for a sync that began afterwards,
 * and those who come while one is under way share the next.
 */
final class GroupCommit implements Durability, AutoCloseable {

    private final Sync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    /** Numbers of syncs: the last that somebody waits for, that began, that succeeded, that failed. */
    private long wanted;
    private long begun;
    private long succeeded;
    private long failed;
    private Throwable failure;
    private boolean closed;

    GroupCommit(Sync sync) {
        this.sync = sync;
        this.thread = Thread.ofPlatform().daemon().name("group-commit").start(this::run);
    }

    /** Brings everything that is committed to the disk. */
    interface Sync extends AutoCloseable {

        void run() throws Exception;

        @Override
        void close();
    }

    @Override
    public void await() {
        lock.lock();
        try {
            long mine = begun + 1;
            wanted = Math.max(wanted, mine);
            changed.signalAll();
            while (succeeded < mine && failed < mine && !(closed && begun < mine)) {
                changed.awaitUninterruptibly();
            }
            if (succeeded < mine) {
                throw new NotDurableException(failed < mine ? new IllegalStateException("The service has ended") : failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings to the disk what is committed so far; nobody is served any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            wanted = Math.max(wanted, begun + 1);
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        join();
        sync.close();
    }

    private void run() {
        for (long number = next(); number > 0; number = next()) {
            Throwable trouble = null;
            try {
                sync.run();
            } catch (Exception | Error e) {
                trouble = e;
            }
            ended(number, trouble);
        }
    }

    /** Waits until somebody waits; 0 once closed. */
    private long next() {
        lock.lock();
        try {
            while (wanted == begun && !closed) {
                changed.awaitUninterruptibly();
            }
            return wanted == begun ? 0 : ++begun;
        } finally {
            lock.unlock();
        }
    }

    private void ended(long number, Throwable trouble) {
        lock.lock();
        try {
            if (trouble == null) {
                succeeded = number;
            } else {
                failed = number;
                failure = trouble;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void join() {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // Nobody here interrupts; a stranger's interrupt must not close the connection under a sync.
            }
        }
    }
}
