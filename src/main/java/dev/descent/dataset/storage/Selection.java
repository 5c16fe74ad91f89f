package dev.descent.dataset.storage;

import java.util.Arrays;

/** Puts what belongs at some ranks of an array there without sorting the rest (Hoare 1961, quickselect, for several ranks at once). */
final class Selection {

    private static final int SORTED = 64;

    private Selection() {}

    /**
     * Afterwards {@code values[rank]} is for each rank what it would be in the sorted array.
     *
     * @param ranks ascending, each below {@code size}
     */
    static void select(long[] values, int size, int[] ranks) {
        select(values, 0, size, ranks, 0, ranks.length, 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(size)));
    }

    /** @param patience steps until sorting is safer than another bad pivot */
    private static void select(long[] values, int from, int to, int[] ranks, int first, int last, int patience) {
        if (first == last) {
            return;
        }
        if (to - from <= SORTED || patience == 0) {
            Arrays.sort(values, from, to);
            return;
        }
        long pivot = pivot(values, from, to);
        int less = from;
        int more = to;
        for (int i = from; i < more; ) {
            long value = values[i];
            if (value < pivot) {
                values[i++] = values[less];
                values[less++] = value;
            } else if (value > pivot) {
                values[i] = values[--more];
                values[more] = value;
            } else {
                i++;
            }
        }
        select(values, from, less, ranks, first, before(ranks, first, last, less), patience - 1);
        select(values, more, to, ranks, before(ranks, first, last, more), last, patience - 1);
    }

    /** The index of the first rank that is not below the limit. */
    private static int before(int[] ranks, int first, int last, int limit) {
        int i = first;
        while (i < last && ranks[i] < limit) {
            i++;
        }
        return i;
    }

    /** The median of nine, spread evenly. */
    private static long pivot(long[] values, int from, int to) {
        int step = (to - from) / 9;
        var nine = new long[9];
        for (int i = 0; i < nine.length; i++) {
            nine[i] = values[from + i * step];
        }
        Arrays.sort(nine);
        return nine[4];
    }
}
