package dev.descent.dataset.storage;

/**
 * Mean and squared deviations, block by block in two readings of each (Chan, Golub and LeVeque 1979). From the first value on whose square could overflow,
 * everything is counted in units of a large power of two, which rounds nothing that could show, and value by value (Welford 1962).
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

    /** NaN is none of the values. */
    void add(double[] values, int size) {
        int present = 0;
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double value = values[i];
            boolean missing = value != value;
            present += missing ? 0 : 1;
            sum += missing ? 0 : value;
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        if (present == 0) {
            return;
        }
        min = Math.min(min, least);
        max = Math.max(max, most);
        if (unit == 1 && Math.max(-min, max) <= LARGE) {
            merge(present, sum / present, values, size);
        } else {
            addEach(values, size);
        }
    }

    /** @param near the block's mean but for rounding, which what is left of the deviations corrects */
    private void merge(int present, double near, double[] values, int size) {
        double left = 0;
        double deviations = 0;
        for (int i = 0; i < size; i++) {
            double deviation = values[i] == values[i] ? values[i] - near : 0;
            left += deviation;
            deviations += deviation * deviation;
        }
        double correction = left / present;
        double delta = near - mean + correction;
        double all = (double) count + present;
        mean += delta * (present / all);
        squares += deviations - left * correction + delta * delta * (count * (present / all));
        count += present;
    }

    private void addEach(double[] values, int size) {
        if (unit == 1) {
            unit = UNIT;
            mean /= UNIT;
            squares = squares / UNIT / UNIT;
        }
        for (int i = 0; i < size; i++) {
            if (values[i] == values[i]) {
                double scaled = values[i] / unit;
                double delta = scaled - mean;
                mean += delta / ++count;
                squares += delta * (scaled - mean);
            }
        }
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
