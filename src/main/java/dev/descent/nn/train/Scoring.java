package dev.descent.nn.train;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.kernel.Elementary;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Adds up, row by row, how close outputs come to their targets: accuracy for classes, errors in the target's own units otherwise. */
final class Scoring {

    private final TrainingSpec spec;
    private final List<Encoding> targets;
    private final int outputs;
    private long rows;
    private long correct;
    private final double[] squaredError;
    private final double[] absoluteError;
    private final double[] mean;
    private final double[] spread;
    private final long[][] confusion;

    Scoring(TrainingSpec spec, Preprocessing preprocessing, int outputs) {
        this.spec = spec;
        this.outputs = outputs;
        this.targets = perOutput(preprocessing.targets());
        int width = spec.task() == Task.CLASSIFICATION ? 0 : outputs;
        this.squaredError = new double[width];
        this.absoluteError = new double[width];
        this.mean = new double[width];
        this.spread = new double[width];
        int classes = spec.task() == Task.CLASSIFICATION ? classes(preprocessing).size() : 0;
        this.confusion = new long[classes][classes];
    }

    static List<String> classes(Preprocessing preprocessing) {
        return preprocessing.targets().getFirst() instanceof Encoding.Classes classes ? classes.labels() : List.of();
    }

    /** One encoding for each output: a one-hot column takes several. */
    private static List<Encoding> perOutput(List<Encoding> encodings) {
        var all = new ArrayList<Encoding>();
        for (Encoding encoding : encodings) {
            for (int i = 0; i < encoding.width(); i++) {
                all.add(encoding);
            }
        }
        return all;
    }

    void reset() {
        rows = 0;
        correct = 0;
        Arrays.fill(squaredError, 0);
        Arrays.fill(absoluteError, 0);
        Arrays.fill(mean, 0);
        Arrays.fill(spread, 0);
        for (long[] row : confusion) {
            Arrays.fill(row, 0);
        }
    }

    /** Class that a row of outputs stands for: the largest logit, or the sign of the only one. */
    static int predicted(float[] output, int from, int outputs) {
        if (outputs == 1) {
            return output[from] > 0 ? 1 : 0;
        }
        int best = 0;
        for (int j = 1; j < outputs; j++) {
            if (output[from + j] > output[from + best]) {
                best = j;
            }
        }
        return best;
    }

    /** @param output [rows, outputs], {@code target} as the loss reads it */
    void add(float[] output, float[] target, int count) {
        if (spec.task() == Task.CLASSIFICATION) {
            for (int row = 0; row < count; row++) {
                int actual = (int) Math.max(0, target[row]);
                int predicted = predicted(output, row * outputs, outputs);
                confusion[actual][predicted]++;
                correct += actual == predicted ? 1 : 0;
            }
            rows += count;
            return;
        }
        for (int row = 0; row < count; row++) {
            rows++;
            for (int j = 0; j < outputs; j++) {
                addNumber(j, units(j, output[row * outputs + j], true), units(j, target[row * outputs + j], false));
            }
        }
    }

    /** Errors as sums, the spread of the targets by Welford's method (1962). */
    private void addNumber(int j, double predicted, double actual) {
        double error = predicted - actual;
        squaredError[j] += error * error;
        absoluteError[j] += Math.abs(error);
        double delta = actual - mean[j];
        mean[j] += delta / rows;
        spread[j] += delta * (actual - mean[j]);
    }

    private double units(int j, float value, boolean output) {
        return inUnits(spec, targets.get(j), value, output);
    }

    /** An output, or a target as the network sees it, in the column's own units; a logit becomes a probability. */
    static double inUnits(TrainingSpec spec, Encoding encoding, float value, boolean output) {
        if (spec.loss().target() == Loss.Target.BINARY) {
            return output ? Elementary.sigmoid(value) : value;
        }
        return encoding instanceof Encoding.Scaled scaled ? scaled.decode(value) : value;
    }

    /** In the order in which {@link Metric} declares them. */
    Map<Metric, Double> metrics() {
        var metrics = new EnumMap<Metric, Double>(Metric.class);
        for (Metric metric : Metric.scores(spec.task() == Task.CLASSIFICATION)) {
            metrics.put(metric, figure(metric));
        }
        return metrics;
    }

    private double figure(Metric metric) {
        return switch (metric) {
            case TRAIN_LOSS, VAL_LOSS -> throw new IllegalArgumentException("the loss adds up " + metric.label());
            case TRAIN_ACCURACY, VAL_ACCURACY -> (double) correct / rows;
            case VAL_RMSE -> mean(j -> Math.sqrt(squaredError[j] / rows));
            case VAL_MAE -> mean(j -> absoluteError[j] / rows);
            // A constant target leaves nothing to explain: 1 if it is met, else 0.
            case VAL_R2 -> mean(j -> spread[j] > 0 ? 1 - squaredError[j] / spread[j] : squaredError[j] == 0 ? 1 : 0);
        };
    }

    /** Over the targets. A stream would add up in another way, with other bits. */
    private double mean(IntToDoubleFunction figure) {
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            sum += figure.applyAsDouble(j);
        }
        return sum / outputs;
    }

    /** Rows of each actual class by predicted class. */
    long[][] confusion() {
        return confusion;
    }
}
