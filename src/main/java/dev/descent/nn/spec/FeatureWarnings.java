package dev.descent.nn.spec;

import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Split;
import dev.descent.nn.data.Table;
import dev.descent.nn.data.TargetColumn;
import java.util.Arrays;
import java.util.List;

/** Looks for features that say nothing and for features that say too much. Left out for data that is slow to read whole. */
record FeatureWarnings(Table table, TargetChoice choice, Split split) {

    private static final long MOST_CELLS = 5_000_000;
    private static final double LEAK = 0.999;

    void addTo(List<String> warnings) {
        if ((long) split.training().length * choice.features().size() > MOST_CELLS) {
            return;
        }
        double[] target = target();
        for (String feature : choice.features()) {
            if (isNumeric(feature)) {
                double[] values = rows(table.numeric(feature));
                if (isConstant(values)) {
                    warnings.add("constant-column: the feature \"" + feature + "\" has one value only");
                } else if (target != null && Math.abs(correlation(values, target)) > LEAK) {
                    warnings.add("possible-label-leak: the feature \"" + feature + "\" all but equals the target");
                }
            }
        }
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
