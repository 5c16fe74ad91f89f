package dev.descent.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was measured in several windows. */
record Rates(double[] sorted) {

    /** A window of each contender in turn, again and again: what slows the machine down for a while slows them all. */
    static List<Rates> interleaved(List<Contender> contenders, int windows, long nanos) {
        double[][] rates = new double[contenders.size()][windows];
        for (int window = 0; window < windows; window++) {
            for (int i = 0; i < rates.length; i++) {
                rates[i][window] = contenders.get(i).rate(nanos);
            }
        }
        var all = new ArrayList<Rates>();
        for (double[] each : rates) {
            all.add(of(each));
        }
        return all;
    }

    static Rates of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Rates(sorted);
    }

    double median() {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** Half of the distance from the slowest to the fastest, over the median. */
    String spread() {
        return "±%.0f %%".formatted(50 * (sorted[sorted.length - 1] - sorted[0]) / median());
    }
}
