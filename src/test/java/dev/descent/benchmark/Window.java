package dev.descent.benchmark;

import java.util.concurrent.Phaser;

/**
 * A stretch of time in which a contender works step after step; asked before each one. The first fifth is not counted: caches
 * fill, and what the contender before left spinning comes to rest.
 */
final class Window {

    private enum Phase { NEW, LEADING_IN, COUNTING, OVER }

    /** Reading the clock costs as much as a tiny step, so it is read about this often only. */
    private static final long GLANCE_NANOS = 20_000;

    private final long nanos;
    private final Phaser company;
    private Phase phase = Phase.NEW;
    private long steps = -1;
    private long next;
    private long stride = 1;
    private long last;
    private long from;
    private long stepsFrom;
    private long cpuFrom;
    private double stepsPerSecond;
    private double coreShare;

    Window(long nanos) {
        this(nanos, null);
    }

    /** @param company windows that are counted at the same time, each on a thread of its own; null for none */
    Window(long nanos, Phaser company) {
        this.nanos = nanos;
        this.company = company;
        if (company != null) {
            company.register();
        }
    }

    boolean goesOn() {
        steps++;
        return steps < next || glance(System.nanoTime());
    }

    double stepsPerSecond() {
        return stepsPerSecond;
    }

    /** Part of the time in which the thread that asked had a core. */
    double coreShare() {
        return coreShare;
    }

    private boolean glance(long now) {
        switch (phase) {
            case NEW -> {
                from = now;
                phase = Phase.LEADING_IN;
            }
            case LEADING_IN -> {
                if (now - from >= nanos / 5) {
                    count(now);
                }
            }
            case COUNTING -> {
                if (now - from >= nanos) {
                    stepsPerSecond = (steps - stepsFrom) * 1e9 / (now - from);
                    coreShare = (double) (BusyMachine.cpuNanos() - cpuFrom) / (now - from);
                    BusyMachine.windowHad(coreShare);
                    phase = Phase.OVER;
                    if (company != null) {
                        company.arrive();
                    }
                }
            }
            case OVER -> {}
        }
        pace(now);
        // One that is done goes on uncounted, so that the other is disturbed to its end.
        return phase != Phase.OVER || company != null && !company.isTerminated() && company.getPhase() < 2;
    }

    private void count(long now) {
        phase = Phase.COUNTING;
        from = now;
        if (company != null) {
            company.arriveAndAwaitAdvance();
            from = System.nanoTime();
        }
        stepsFrom = steps;
        cpuFrom = BusyMachine.cpuNanos();
    }

    private void pace(long now) {
        if (now - last < GLANCE_NANOS) {
            stride *= 2;
        } else if (stride > 1 && now - last > 4 * GLANCE_NANOS) {
            stride /= 2;
        }
        last = now;
        next = steps + stride;
    }
}
