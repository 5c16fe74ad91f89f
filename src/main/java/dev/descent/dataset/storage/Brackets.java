package dev.descent.dataset.storage;

import java.util.Arrays;
import java.util.Optional;

/** Ranges of values around the ranks that are looked for. What lies in them is kept, what lies between them is counted. */
final class Brackets {

    private static final int MOST_KEPT = 1024 * 1024;
    /** Standard deviations of a rank in a sample: one in ten thousand lies further away. */
    private static final double WIDE = 4;
    private static final int MOST_ENDS = 31;

    /** [2b]: the first value of bracket b, [2b+1]: the first one behind it, both as {@link OrderedBits}; then values behind all. */
    private final long[] ends = new long[MOST_ENDS];
    /** [2b+1]: in bracket b; [2b]: between it and the one before. */
    private final long[] counts = new long[MOST_ENDS + 1];
    private long[] kept = new long[1024];
    private int size;

    /** @param ends [2b] and [2b+1]: the ends of bracket b, which belong to it */
    private Brackets(double[] ends) {
        Arrays.fill(this.ends, Long.MAX_VALUE);
        for (int e = 0; e < ends.length; e++) {
            this.ends[e] = OrderedBits.of(ends[e]) + (e & 1);
        }
    }

    /** @param ranks ascending; @param present number of values; @param sample some of them in order */
    static Brackets around(long[] ranks, long present, double[] sample) {
        var ends = new double[2 * ranks.length];
        int n = 0;
        for (long rank : ranks) {
            double share = (rank + 0.5) / present;
            double spread = WIDE * Math.sqrt(sample.length * share * (1 - share)) + 2;
            double low = at(sample, share * sample.length - spread);
            double high = at(sample, share * sample.length + spread);
            if (n > 0 && low <= ends[n - 1]) {
                ends[n - 1] = Math.max(ends[n - 1], high);
            } else {
                ends[n++] = low;
                ends[n++] = high;
            }
        }
        return new Brackets(Arrays.copyOf(ends, n));
    }

    boolean isFull() {
        return size > MOST_KEPT;
    }

    /** NaN is none of the values. */
    void add(double[] values, int count) {
        if (size + count > kept.length) {
            kept = Arrays.copyOf(kept, size + count + kept.length / 2);
        }
        for (int i = 0; i < count; i++) {
            double value = values[i];
            long bits = OrderedBits.of(value);
            // How many of the ends are not behind it, by halves and without a branch.
            int place = bits >= ends[15] ? 16 : 0;
            place += bits >= ends[place + 7] ? 8 : 0;
            place += bits >= ends[place + 3] ? 4 : 0;
            place += bits >= ends[place + 1] ? 2 : 0;
            place += bits >= ends[place] ? 1 : 0;
            int present = value == value ? 1 : 0;
            counts[place] += present;
            kept[size] = bits;
            size += place & present;
        }
    }

    /** Empty where a rank is in none of the brackets, or they hold too much. */
    Optional<double[]> values(long[] ranks) {
        if (isFull()) {
            return Optional.empty();
        }
        var indices = new int[ranks.length];
        for (int r = 0; r < ranks.length; r++) {
            long below = 0;
            long between = 0;
            int place = 0;
            while (below + counts[place] <= ranks[r]) {
                below += counts[place];
                between += (place & 1) == 0 ? counts[place] : 0;
                place++;
            }
            if ((place & 1) == 0) {
                return Optional.empty();
            }
            indices[r] = (int) (ranks[r] - between);
        }
        Selection.select(kept, size, indices);
        return Optional.of(Arrays.stream(indices).mapToDouble(i -> OrderedBits.value(kept[i])).toArray());
    }

    private static double at(double[] sample, double index) {
        return index < 0 ? Double.NEGATIVE_INFINITY : index >= sample.length ? Double.POSITIVE_INFINITY : sample[(int) index];
    }
}
