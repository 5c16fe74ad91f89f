package dev.descent.nn.train;

/**
 * Finds out whether further threads make a training faster: tries both ways for a few steps, keeps to the faster, and tries the
 * other again now and then, since what a core is worth depends on what else the machine does. The bits are the same either way.
 */
final class ThreadTrial {

    private static final int STEPS = 5;
    /** The slower way may take one part in so many of the time. */
    private static final int SHARE = 50;

    private final Way alone = new Way();
    private final Way together = new Way();
    private Way current = alone;
    private boolean trying = true;
    private long until;

    private static final class Way {
        int steps;
        long nanos;

        double nanosPerStep() {
            return steps == 0 ? 0 : (double) nanos / steps;
        }
    }

    /** Whether the next step is to be done by one thread. */
    boolean isAlone() {
        return current == alone;
    }

    /** What the step took. */
    void took(long nanos) {
        current.steps++;
        current.nanos += nanos;
        if (trying && current.steps == STEPS) {
            decide();
        } else if (!trying && current.nanos >= until) {
            tryAgain();
        }
    }

    private void decide() {
        if (together.steps == 0 || alone.steps == 0) {
            current = current == alone ? together : alone;
            return;
        }
        var slower = alone.nanosPerStep() < together.nanosPerStep() ? together : alone;
        current = slower == alone ? together : alone;
        until = current.nanos + SHARE * slower.nanos;
        trying = false;
    }

    /** The faster way is judged by its last stretch, the other by new steps. */
    private void tryAgain() {
        current = current == alone ? together : alone;
        current.steps = 0;
        current.nanos = 0;
        trying = true;
    }
}
