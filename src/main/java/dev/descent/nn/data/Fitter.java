package dev.descent.nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Fits encodings on the training rows of a table. */
public final class Fitter {

    private final Table table;
    private final int[] rows;

    /** @param rows the training rows */
    public Fitter(Table table, int[] rows) {
        this.table = table;
        this.rows = rows;
    }

    /** One encoding for a feature of either type. */
    public Encoding feature(String name, PreprocessingSpec how) {
        var column = table.schema().find(name).orElseThrow(() -> new DataException("there is no column \"" + name + "\""));
        return switch (column.type()) {
            case NUMERIC -> scaled(name, how.numeric(), how.missing());
            case CATEGORICAL -> how.categorical() == PreprocessingSpec.Categorical.INDEX ? new Encoding.Index(name, seen(column)) : new Encoding.OneHot(name, seen(column));
        };
    }

    /** (x − mean)/std with the population's std, (x − min)/(max − min), or x; a constant column is divided by 1. */
    public Encoding.Scaled scaled(String name, PreprocessingSpec.Numeric scaling, PreprocessingSpec.Missing missing) {
        double[] values = present(name);
        double mean = constant(values) ? values[0] : mean(values);
        double fill = switch (missing) {
            case MEAN -> mean;
            case MEDIAN -> median(values);
            case ZERO -> 0;
            case REJECT -> Double.NaN;
        };
        return switch (scaling) {
            case STANDARDIZE -> new Encoding.Scaled(name, mean, orOne(std(values, mean)), fill);
            case MIN_MAX -> {
                double min = Arrays.stream(values).min().orElse(0);
                yield new Encoding.Scaled(name, min, orOne(Arrays.stream(values).max().orElse(0) - min), fill);
            }
            case NONE -> new Encoding.Scaled(name, 0, 1, fill);
        };
    }

    /** The categories that occur in the training rows. */
    private List<String> seen(Schema.Column column) {
        int[] codes = table.codes(column.name());
        var seen = new TreeSet<Integer>();
        for (int row : rows) {
            if (codes[row] >= 0) {
                seen.add(codes[row]);
            }
        }
        return List.copyOf(seen.stream().map(column.categories()::get).toList());
    }

    /** All classes of the column. */
    public Encoding.Classes classes(String name) {
        boolean numeric = table.schema().find(name).map(column -> column.type() == Schema.Type.NUMERIC).orElse(false);
        return new Encoding.Classes(name, TargetColumn.of(table, name).labels(), numeric);
    }

    /** Two arrays of this length are all that fitting a column takes. */
    private double[] present(String name) {
        double[] column = table.numeric(name);
        int count = 0;
        for (int row : rows) {
            count += Double.isNaN(column[row]) ? 0 : 1;
        }
        double[] values = new double[count];
        int i = 0;
        for (int row : rows) {
            if (!Double.isNaN(column[row])) {
                values[i++] = column[row];
            }
        }
        return values;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : Double.isFinite(sum) ? sum / values.length : mean(scaled(values)) * largest(values);
    }

    private static double std(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        boolean underflow = sum == 0 && values.length > 0 && !constant(values);
        if (Double.isFinite(sum) && !underflow) {
            return values.length == 0 ? 0 : Math.sqrt(sum / values.length);
        }
        double largest = largest(values);
        // It is at most half of the range: only rounding carries it beyond double.
        return Math.min(std(scaled(values), mean / largest) * largest, Double.MAX_VALUE);
    }

    /** Only where the plain sums leave the range of double: runs are repeatable to the bit, and these numbers are rounded otherwise. */
    private static double[] scaled(double[] values) {
        double largest = largest(values);
        return Arrays.stream(values).map(value -> value / largest).toArray();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(1);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : middle(sorted[middle - 1], sorted[middle]);
    }

    private static double middle(double low, double high) {
        double sum = low + high;
        return Double.isFinite(sum) ? sum / 2 : low / 2 + high / 2;
    }

    /** The mean of equal values may be rounded away from them, and the spread around it would then be noise. */
    private static boolean constant(double[] values) {
        return values.length > 0 && Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double orOne(double spread) {
        return spread > 0 && Double.isFinite(spread) ? spread : 1;
    }
}
