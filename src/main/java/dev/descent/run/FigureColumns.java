package dev.descent.run;

import dev.descent.run.KnownCurves.Curve;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Named figures of one run, read off at any epoch.
 *
 * @param curves one for each name
 */
record FigureColumns(String run, List<String> names, List<Curve> curves) {

    /** Puts its epochs on an axis. */
    void mark(BitSet axis) {
        curves.stream().filter(curve -> curve.values().length > 0).forEach(curve -> axis.set(curve.first(), curve.first() + curve.values().length));
    }

    /** As plain numbers, NaN where there is none. */
    Stream<double[]> figures(int[] axis) {
        return curves.stream().map(curve -> figures(curve, axis));
    }

    /** @param epochs those of the axis that the run has */
    Stream<MetricTable.Series> series(List<Integer> axis, List<EpochView> epochs) {
        Map<Integer, EpochView> byEpoch = epochs.stream().collect(Collectors.toMap(EpochView::epoch, Function.identity()));
        return names.stream().map(name -> new MetricTable.Series(run, name,
                Arrays.asList(axis.stream().map(epoch -> byEpoch.containsKey(epoch) ? byEpoch.get(epoch).figure(name) : null).toArray(Double[]::new))));
    }

    private static double[] figures(Curve curve, int[] axis) {
        if (axis.length == curve.values().length && axis[0] == curve.first()) {
            return curve.values();
        }
        var figures = new double[axis.length];
        for (int i = 0; i < axis.length; i++) {
            int at = axis[i] - curve.first();
            figures[i] = at >= 0 && at < curve.values().length ? curve.values()[at] : Double.NaN;
        }
        return figures;
    }
}
