package dev.descent.nn.data;

import dev.descent.nn.kernel.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which rows are trained on and which are held out, each in dataset order.
 *
 * @param training   row numbers
 * @param validation row numbers, empty without validation
 */
public record Split(int[] training, int[] validation) {

    private static final int[] NONE = {};

    /** All rows are trained on. */
    public static Split all(int[] rows) {
        return new Split(rows, NONE);
    }

    /** Holds out the rows that {@code held} says true for. */
    public static Split by(int[] rows, IntPredicate held) {
        return new Split(IntStream.of(rows).filter(held.negate()).toArray(), IntStream.of(rows).filter(held).toArray());
    }

    /** Holds out a random fraction, rounded to whole rows. */
    public static Split random(int[] rows, double fraction, long seed) {
        int count = (int) Math.round(rows.length * fraction);
        return hold(rows, new int[rows.length], new int[] {count}, seed);
    }

    /**
     * Holds out a random fraction with the same share of every class, as far as whole rows allow; the last row of a class is
     * never held out.
     *
     * @param codes class of each row of the table
     */
    public static Split stratified(int[] rows, int[] codes, int classes, double fraction, long seed) {
        int[] strata = IntStream.of(rows).map(row -> codes[row]).toArray();
        int[] sizes = new int[classes];
        for (int stratum : strata) {
            sizes[stratum]++;
        }
        return hold(rows, strata, shares(sizes, (int) Math.round(rows.length * fraction), fraction), seed);
    }

    /** Whole rows per class by largest remainder, ties to the lower class. */
    private static int[] shares(int[] sizes, int total, double fraction) {
        int[] shares = new int[sizes.length];
        for (int c = 0; c < sizes.length; c++) {
            shares[c] = Math.min((int) (sizes[c] * fraction), Math.max(0, sizes[c] - 1));
        }
        int left = total - Arrays.stream(shares).sum();
        var order = IntStream.range(0, sizes.length).boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -(sizes[c] * fraction - (int) (sizes[c] * fraction))).thenComparing(c -> c))
                .toList();
        for (int c : order) {
            if (left > 0 && shares[c] + 1 < sizes[c]) {
                shares[c]++;
                left--;
            }
        }
        return shares;
    }

    private static Split hold(int[] rows, int[] strata, int[] counts, long seed) {
        int[] order = new int[rows.length];
        CounterRandom.permute(order, CounterRandom.key(seed, CounterRandom.Purpose.SPLIT, 0));
        int[] left = counts.clone();
        boolean[] held = new boolean[rows.length];
        for (int i : order) {
            held[i] = left[strata[i]]-- > 0;
        }
        return new Split(
                IntStream.range(0, rows.length).filter(i -> !held[i]).map(i -> rows[i]).toArray(),
                IntStream.range(0, rows.length).filter(i -> held[i]).map(i -> rows[i]).toArray());
    }
}
