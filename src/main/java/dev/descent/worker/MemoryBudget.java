package dev.descent.worker;

import dev.descent.run.Claim;
import dev.descent.run.Claims.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What the runs of this node may take of the heap together. One that does not fit now is passed over for others that do, but not
 * for long: then none is begun until it fits. A node that trains nothing takes any run, since each was found to fit alone.
 */
final class MemoryBudget {

    private final long bytes;
    private final long patienceNanos;
    private final Object claiming = new Object();
    private long reserved;
    private String passedOver;
    private long passedOverSince;

    /** @param patience how long runs that come later may overtake one that does not fit */
    MemoryBudget(long bytes, Duration patience) {
        this.bytes = bytes;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Takes a run that fits, one at a time.
     *
     * @param first of the queue
     * @param claim of the first run that takes at most so many bytes
     */
    Optional<Claim> claim(Supplier<Optional<Waiting>> first, LongFunction<Optional<Claim>> claim) {
        synchronized (claiming) {
            long free = free();
            if (free < Long.MAX_VALUE && holdsOutFor(first.get().filter(run -> run.memoryBytes() > free).map(Waiting::run).orElse(null))) {
                return Optional.empty();
            }
            var taken = claim.apply(free);
            taken.ifPresent(run -> reserve(run.memoryBytes()));
            return taken;
        }
    }

    /** The run has left, and its memory with it. */
    synchronized void release(Claim claim) {
        reserved -= claim.memoryBytes();
        notifyAll();
    }

    /** Returns once a run has left, or after this time. */
    synchronized void awaitRelease(Duration time) {
        try {
            wait(time.toMillis());
        } catch (InterruptedException e) {
            // Nobody here interrupts; whoever waits looks again.
        }
    }

    private synchronized long free() {
        return reserved == 0 ? Long.MAX_VALUE : bytes - reserved;
    }

    private synchronized void reserve(long memory) {
        reserved += memory;
    }

    /** @param run the first one, null if it fits */
    private boolean holdsOutFor(String run) {
        if (run == null || !run.equals(passedOver)) {
            passedOver = run;
            passedOverSince = System.nanoTime();
        }
        return run != null && System.nanoTime() - passedOverSince >= patienceNanos;
    }
}
