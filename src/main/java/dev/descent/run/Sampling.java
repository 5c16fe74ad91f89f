package dev.descent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Thins out a curve without losing its shape: of each bucket the first, the last, the lowest and the highest point stay; where a
 * shorter curve begins or ends within a bucket, its own first and last number too.
 */
final class Sampling {

    private Sampling() {}

    /** @return ascending positions; equal values keep the earlier one, so that the same curve always gives the same points */
    static List<Integer> keep(double[] values, int buckets) {
        var kept = new TreeSet<Integer>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) values.length * bucket / buckets);
            int to = (int) ((long) values.length * (bucket + 1) / buckets);
            if (from < to) {
                keepShape(values, from, to, kept);
            }
        }
        return new ArrayList<>(kept);
    }

    private static void keepShape(double[] values, int from, int to, TreeSet<Integer> kept) {
        int first = from;
        int last = from;
        int lowest = from;
        int highest = from;
        for (int i = from + 1; i < to; i++) {
            first = Double.isNaN(values[first]) ? i : first;
            last = Double.isNaN(values[i]) ? last : i;
            lowest = values[i] < values[lowest] || Double.isNaN(values[lowest]) ? i : lowest;
            highest = values[i] > values[highest] || Double.isNaN(values[highest]) ? i : highest;
        }
        kept.add(from);
        kept.add(to - 1);
        if (!Double.isNaN(values[first])) {
            kept.add(first);
            kept.add(last);
        }
        kept.add(lowest);
        kept.add(highest);
    }
}
