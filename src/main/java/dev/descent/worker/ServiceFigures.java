package dev.descent.worker;

import dev.descent.run.RunCounts;
import dev.descent.run.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * What the meters tell of the whole service. It is read from the database in one query a second at most, however many gauges are asked for,
 * and waited for a moment only: where the database hangs, the meters of this node are told all the same.
 */
@Component
class ServiceFigures {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceFigures.class);
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final RunCounts counts;
    private final HealthIndicator store;
    private final Clock clock;
    private volatile Reading latest = new Reading(null, false, Instant.EPOCH);
    private CountDownLatch reading = new CountDownLatch(0);
    private long begunAt = System.nanoTime() - FRESH_NANOS;

    ServiceFigures(RunCounts counts, @Qualifier("storeHealthIndicator") HealthIndicator store, Clock clock) {
        this.counts = counts;
        this.store = store;
        this.clock = clock;
    }

    /** @param census null where the database did not answer */
    private record Reading(RunCounts.Census census, boolean storeUp, Instant at) {

        double figure(ToDoubleFunction<RunCounts.Census> figure) {
            return census == null ? Double.NaN : figure.applyAsDouble(census);
        }

        /** Nobody waits for less than no time, whatever the clocks of other nodes say. */
        double longestWait() {
            return figure(found -> found.waitingSince() == null ? 0 : Math.max(0, Duration.between(found.waitingSince(), at).toNanos() / 1e9));
        }
    }

    /** NaN where the database does not answer, as for all of these. */
    double runs(RunStatus status) {
        return read().figure(census -> census.count(status));
    }

    /** Seconds that the run which waits longest has waited; 0 where none waits. */
    double longestWait() {
        return read().longestWait();
    }

    /** 1 where a commit succeeds and there is room on the disk, 0 otherwise. */
    double storeUp() {
        return read().storeUp() ? 1 : 0;
    }

    private Reading read() {
        begin();
        return latest;
    }

    /** Whoever finds the figures old has them read, and waits a little; others take what there is. */
    private void begin() {
        CountDownLatch begun;
        synchronized (this) {
            if (reading.getCount() > 0 || System.nanoTime() - begunAt < FRESH_NANOS) {
                return;
            }
            begun = new CountDownLatch(1);
            reading = begun;
            begunAt = System.nanoTime();
        }
        Thread.startVirtualThread(() -> look(begun));
        await(begun);
    }

    private void look(CountDownLatch begun) {
        try {
            boolean up = store.health().getStatus().equals(Status.UP);
            latest = new Reading(census(), up, clock.instant());
        } finally {
            begun.countDown();
        }
    }

    private RunCounts.Census census() {
        try {
            return counts.take();
        } catch (RuntimeException e) {
            LOG.debug("The runs could not be counted; the next to ask has it tried again", e);
            return null;
        }
    }

    private static void await(CountDownLatch begun) {
        try {
            begun.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody here interrupts; the figures of before will do for a stranger.
        }
    }
}
