package dev.descent.run.stream;

import dev.descent.run.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest events of one run, for all who watch it. */
final class Tail {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<RunEvent> newest = List.of();
    private long last;
    private boolean closed;

    /** @param last seq of the last event there is */
    Tail(long last) {
        this.last = last;
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** @param events the ones up to {@code last}; empty where there are too many to be kept */
    void grow(long last, List<RunEvent> events) {
        lock.lock();
        try {
            this.last = last;
            newest = List.copyOf(events);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will come any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for events after this one.
     *
     * @return none where none came in time; empty where there are some, but not here
     */
    Optional<List<RunEvent>> after(long seq, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (last <= seq && !closed && left > 0) {
                left = await(left);
            }
            if (last <= seq) {
                return Optional.of(List.of());
            }
            boolean here = !newest.isEmpty() && newest.getFirst().seq() <= seq + 1;
            return here ? Optional.of(newest.stream().filter(event -> event.seq() > seq).toList()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Whoever interrupts wants the waiting to end, not the thread.
            return 0;
        }
    }
}
