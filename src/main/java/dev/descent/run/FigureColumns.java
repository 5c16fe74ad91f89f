package dev.descent.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Named figures of one run, read off at any epoch. */
record FigureColumns(String run, List<String> names, Map<Integer, EpochView> byEpoch) {

    FigureColumns(String run, List<String> names, List<EpochView> epochs) {
        this(run, names, epochs.stream().collect(Collectors.toMap(EpochView::epoch, Function.identity())));
    }

    Collection<Integer> epochs() {
        return byEpoch.keySet();
    }

    Stream<MetricTable.Series> series(List<Integer> axis) {
        return names.stream().map(name -> new MetricTable.Series(run, name, Arrays.asList(values(name, axis).toArray(Double[]::new))));
    }

    /** The same as plain numbers, NaN where there is none. */
    Stream<double[]> figures(List<Integer> axis) {
        return names.stream().map(name -> values(name, axis).mapToDouble(value -> Objects.requireNonNullElse(value, Double.NaN)).toArray());
    }

    private Stream<Double> values(String name, List<Integer> axis) {
        return axis.stream().map(epoch -> byEpoch.containsKey(epoch) ? byEpoch.get(epoch).figure(name) : null);
    }
}
