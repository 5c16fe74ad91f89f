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
    private Turn next = new Turn();
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

    /** One sync. Whoever waited for one that failed is not served by the next: that may succeed without what this one could not write. */
    private static final class Turn {

        boolean wanted;
        boolean ended;
        Throwable failure;
    }

    @Override
    public void await() {
        lock.lock();
        try {
            if (closed) {
                throw new NotDurableException(new IllegalStateException("The service has ended"));
            }
            var mine = next;
            mine.wanted = true;
            changed.signalAll();
            while (!mine.ended) {
                changed.awaitUninterruptibly();
            }
            if (mine.failure != null) {
                throw new NotDurableException(mine.failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Brings to the disk what is committed so far; nobody who comes later is served. */
    @Override
    public void close() {
        lock.lock();
        try {
            next.wanted = true;
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        join();
        sync.close();
    }

    private void run() {
        for (var turn = begin(); turn != null; turn = begin()) {
            Throwable trouble = null;
            try {
                sync.run();
            } catch (Exception | Error e) {
                MemoryLost.endIfIn(e);
                trouble = e;
            }
            end(turn, trouble);
        }
    }

    /** Waits until somebody waits; null once closed. */
    private Turn begin() {
        lock.lock();
        try {
            while (!next.wanted && !closed) {
                changed.awaitUninterruptibly();
            }
            var turn = next;
            next = new Turn();
            return turn.wanted ? turn : null;
        } finally {
            lock.unlock();
        }
    }

    private void end(Turn turn, Throwable trouble) {
        lock.lock();
        try {
            turn.failure = trouble;
            turn.ended = true;
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
