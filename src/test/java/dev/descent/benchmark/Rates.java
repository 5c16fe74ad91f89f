package dev.descent.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was measured in several windows, in units per second.
 *
 * @param median        over the windows
 * @param medianOfCore  the same per second of core time, which others on the machine disturb less; for one thread only
 * @param spread        half of the distance from the slowest to the fastest, over the median
 */
record Rates(double median, double medianOfCore, double spread) {

    /** A window of each contender in turn, again and again: what slows the machine down for a while slows them all. */
    static List<Rates> interleaved(List<? extends Contender> contenders, int windows, long nanos) {
        double[][] rates = new double[contenders.size()][windows];
        double[][] ofCore = new double[contenders.size()][windows];
        for (int i = 0; i < windows; i++) {
            for (int c = 0; c < rates.length; c++) {
                var window = new Window(nanos);
                contenders.get(c).run(window);
                rates[c][i] = window.stepsPerSecond() * contenders.get(c).unitsPerStep();
                ofCore[c][i] = rates[c][i] / window.coreShare();
            }
        }
        var all = new ArrayList<Rates>();
        for (int c = 0; c < rates.length; c++) {
            all.add(new Rates(median(rates[c]), median(ofCore[c]), spread(rates[c])));
        }
        return all;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    static double spread(double... values) {
        var all = Arrays.stream(values).summaryStatistics();
        return (all.getMax() - all.getMin()) / 2 / median(values);
    }
}
