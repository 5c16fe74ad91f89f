package dev.descent.nn.spec;

import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Split;
import dev.descent.nn.data.Table;
import dev.descent.nn.data.TargetColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Looks for features that say nothing and for features that say too much, and counts the classes. Left out for data that is slow to read whole. */
record FactFinder(Table table, TargetChoice choice, Split split) {

    private static final long MOST_CELLS = 5_000_000;
    private static final double LEAK = 0.999;
    /** Rows per category, below which a category may go with one class by chance. */
    private static final int ROWS_PER_CATEGORY = 5;

    DataFacts facts() {
        var classes = choice.task() == Task.CLASSIFICATION ? classes() : List.<DataFacts.ClassCount>of();
        var constant = new ArrayList<String>();
        var leaking = new ArrayList<DataFacts.Leak>();
        if ((long) split.training().length * choice.features().size() <= MOST_CELLS) {
            double[] target = target();
            for (String feature : choice.features()) {
                double[] values = rows(isNumeric(feature) ? table.numeric(feature) : Arrays.stream(table.codes(feature)).asDoubleStream().toArray());
                if (isNumeric(feature) && isConstant(values)) {
                    constant.add(feature);
                } else if (target != null) {
                    leak(feature, values, target).ifPresent(leaking::add);
                }
            }
        }
        return new DataFacts(classes, List.copyOf(constant), List.copyOf(leaking));
    }

    private List<DataFacts.ClassCount> classes() {
        var column = TargetColumn.of(table, choice.targets().getFirst());
        long[] counts = new long[column.labels().size()];
        for (int row : split.training()) {
            counts[column.codes()[row]]++;
        }
        return IntStream.range(0, counts.length).mapToObj(c -> new DataFacts.ClassCount(column.labels().get(c), counts[c])).toList();
    }

    private Optional<DataFacts.Leak> leak(String feature, double[] values, double[] target) {
        if (isNumeric(feature)) {
            double r = correlation(values, target);
            return Math.abs(r) > LEAK ? Optional.of(new DataFacts.Leak(feature, r)) : Optional.empty();
        }
        return choice.task() == Task.CLASSIFICATION && decides(values, target) ? Optional.of(new DataFacts.Leak(feature, null)) : Optional.empty();
    }

    /** Whether each category goes with one class, all but one row in a thousand. */
    private static boolean decides(double[] categories, double[] target) {
        var counts = new HashMap<Double, Map<Double, Integer>>();
        for (int i = 0; i < categories.length; i++) {
            counts.computeIfAbsent(categories[i], _ -> new HashMap<>()).merge(target[i], 1, Integer::sum);
        }
        int agreeing = counts.values().stream().mapToInt(classes -> Collections.max(classes.values())).sum();
        return counts.size() > 1 && categories.length >= ROWS_PER_CATEGORY * counts.size() && agreeing > LEAK * categories.length;
    }

    private double[] target() {
        if (choice.targets().size() != 1) {
            return null;
        }
        String name = choice.targets().getFirst();
        return rows(isNumeric(name) ? table.numeric(name) : Arrays.stream(TargetColumn.of(table, name).codes()).asDoubleStream().toArray());
    }

    private boolean isNumeric(String name) {
        return table.schema().find(name).orElseThrow().type() == Schema.Type.NUMERIC;
    }

    private double[] rows(double[] column) {
        return Arrays.stream(split.training()).mapToDouble(row -> column[row]).toArray();
    }

    private static boolean isConstant(double[] values) {
        double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        return present.length == 0 || values.length > 1 && Arrays.stream(present).allMatch(value -> value == present[0]);
    }

    /** Pearson's r over the rows where both are there; NaN where it is not defined, which is no leak. */
    private static double correlation(double[] x, double[] y) {
        double n = 0, sx = 0, sy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                n++;
                sx += x[i];
                sy += y[i];
            }
        }
        double sxx = 0, syy = 0, sxy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i])) {
                sxx += (x[i] - sx / n) * (x[i] - sx / n);
                syy += (y[i] - sy / n) * (y[i] - sy / n);
                sxy += (x[i] - sx / n) * (y[i] - sy / n);
            }
        }
        return n < 3 ? Double.NaN : sxy / Math.sqrt(sxx * syy);
    }
}
