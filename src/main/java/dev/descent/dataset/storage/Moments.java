package dev.descent.dataset.storage;

/**
 * Mean and squared deviations in one pass (Welford 1962). From the first value on whose square could overflow, everything is
 * counted in units of a large power of two, which rounds nothing that could show.
 */
final class Moments {

    private static final double LARGE = 0x1p480;
    private static final double UNIT = 0x1p600;

    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double unit = 1;
    private double mean;
    private double squares;

    void add(double value) {
        if (unit == 1 && Math.abs(value) > LARGE) {
            unit = UNIT;
            mean /= UNIT;
            squares = squares / UNIT / UNIT;
        }
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double scaled = value / unit;
        double delta = scaled - mean;
        mean += delta / count;
        squares += delta * (scaled - mean);
    }

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Rounding alone can carry it out of the range of the values. */
    double mean() {
        return Math.clamp(mean * unit, min, max);
    }

    /** The population's standard deviation, at most half of the range, so never truly beyond double. */
    double std() {
        return Math.min(Math.sqrt(squares / count) * unit, Double.MAX_VALUE);
    }
}
