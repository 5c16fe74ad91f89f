package dev.descent.dataset.storage;

import java.util.Arrays;
import java.util.Optional;

/**
 * Exact order statistics of a stored column in bounded memory. A short column is sorted. Of a long one a sample tells about where the ranks are: one
 * reading counts what lies below those brackets and keeps what lies in them. Where a bracket misses its rank or holds too much, each rank is found
 * 16 bits at a time: one reading counts, for every prefix found so far, what the next 16 bits of the values are.
 */
final class QuantileReader {

    private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int SORTED_ROWS = 16_384;

    private final Chunks chunks;
    private final int column;
    private final double[] sample;

    /** @param sample some of the values, spread over all rows, in order of size */
    QuantileReader(Chunks chunks, int column, double[] sample) {
        this.chunks = chunks;
        this.column = column;
        this.sample = sample;
    }

    /** @param present number of values that are not missing; null is answered where there is none */
    ColumnSummary.Quantiles quantiles(long present) {
        if (present == 0) {
            return null;
        }
        var ranks = new long[2 * LEVELS.length];
        for (int i = 0; i < LEVELS.length; i++) {
            ranks[2 * i] = (long) Math.floor(LEVELS[i] * (present - 1));
            ranks[2 * i + 1] = Math.min(present - 1, ranks[2 * i] + 1);
        }
        var values = chunks.rows() <= SORTED_ROWS ? bySorting(ranks) : byBrackets(ranks, present).orElseGet(() -> byCounting(ranks));
        var q = new double[LEVELS.length];
        for (int i = 0; i < q.length; i++) {
            double weight = LEVELS[i] * (present - 1) - ranks[2 * i];
            q[i] = between(values[2 * i], values[2 * i + 1], weight);
        }
        return new ColumnSummary.Quantiles(q[0], q[1], q[2], q[3], q[4]);
    }

    /** The first form keeps equal neighbours as they are; the second one holds where their distance is beyond double. */
    private static double between(double low, double high, double weight) {
        double distance = high - low;
        return Double.isFinite(distance) ? low + distance * weight : low * (1 - weight) + high * weight;
    }

    private double[] bySorting(long[] ranks) {
        var all = new double[(int) chunks.rows()];
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            ChunkCodec.decode(chunks.data(column, chunk), all, chunk * chunks.chunkRows(), chunks.rowsOf(chunk));
        }
        Arrays.sort(all); // NaN, the missing, sorts last
        return Arrays.stream(ranks).mapToDouble(rank -> all[(int) rank]).toArray();
    }

    private Optional<double[]> byBrackets(long[] ranks, long present) {
        var brackets = Brackets.around(ranks, present, sample);
        var values = new double[chunks.chunkRows()];
        for (int chunk = 0; chunk < chunks.count() && !brackets.isFull(); chunk++) {
            int n = chunks.rowsOf(chunk);
            ChunkCodec.decode(chunks.data(column, chunk), values, 0, n);
            brackets.add(values, n);
        }
        return brackets.values(ranks);
    }

    private double[] byCounting(long[] ranks) {
        var left = ranks.clone();
        var prefixes = new long[ranks.length];
        for (int shift = 48; shift >= 0; shift -= 16) {
            count(prefixes, left, shift);
        }
        return Arrays.stream(prefixes).mapToDouble(prefix -> OrderedBits.value(prefix ^ Long.MIN_VALUE)).toArray();
    }

    /** Extends each prefix, the bits above {@code shift + 16}, by 16 bits; {@code left} is the rank among the values with that prefix. */
    private void count(long[] prefixes, long[] left, int shift) {
        var distinct = Arrays.stream(prefixes).distinct().toArray();
        var counts = new int[distinct.length][65_536];
        var values = new double[chunks.chunkRows()];
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            int n = chunks.rowsOf(chunk);
            ChunkCodec.decode(chunks.data(column, chunk), values, 0, n);
            for (int i = 0; i < n; i++) {
                if (!Double.isNaN(values[i])) {
                    long key = OrderedBits.of(values[i]) ^ Long.MIN_VALUE;
                    long prefix = shift == 48 ? 0 : key >>> shift + 16;
                    for (int d = 0; d < distinct.length; d++) {
                        if (distinct[d] == prefix) {
                            counts[d][(int) (key >>> shift & 0xffff)]++;
                        }
                    }
                }
            }
        }
        for (int r = 0; r < prefixes.length; r++) {
            var own = counts[indexOf(distinct, prefixes[r])];
            int digit = 0;
            while (left[r] >= own[digit]) {
                left[r] -= own[digit++];
            }
            prefixes[r] = prefixes[r] << 16 | digit;
        }
    }

    private static int indexOf(long[] values, long value) {
        int i = 0;
        while (values[i] != value) {
            i++;
        }
        return i;
    }
}
