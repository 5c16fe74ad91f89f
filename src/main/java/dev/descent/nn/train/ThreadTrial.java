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
            return (double) nanos / steps;
        }

        void forget() {
            steps = 0;
            nanos = 0;
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
            tryOther();
        }
    }

    private void decide() {
        if (other(current).steps == 0) {
            tryOther();
            return;
        }
        var slower = alone.nanosPerStep() < together.nanosPerStep() ? together : alone;
        until = SHARE * slower.nanos;
        current = other(slower);
        // When the other is tried again, this one is judged by what it did since now.
        current.forget();
        trying = false;
    }

    private void tryOther() {
        current = other(current);
        current.forget();
        trying = true;
    }

    private Way other(Way way) {
        return way == alone ? together : alone;
    }
}
