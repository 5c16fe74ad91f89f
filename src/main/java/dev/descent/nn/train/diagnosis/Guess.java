package dev.descent.nn.train.diagnosis;

import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.loss.BinaryCrossEntropy;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.DataFacts.ClassCount;
import dev.descent.nn.spec.Task;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How much better a network is than the best answer that looks at no feature: the mean of the target, or the shares of the classes. */
final class Guess {

    private final Recorded recorded;

    Guess(Recorded recorded) {
        this.recorded = recorded;
    }

    /** The loss of that answer; empty where it is not known. */
    OptionalDouble loss() {
        var spec = recorded.spec();
        boolean standardized = spec.task() == Task.REGRESSION && spec.preprocessing().numeric() == PreprocessingSpec.Numeric.STANDARDIZE;
        return switch (spec.loss()) {
            // A standardized target has the variance 1.
            case MeanSquaredError _ when standardized -> OptionalDouble.of(1);
            case CrossEntropy(var weights) -> entropy(weights);
            case BinaryCrossEntropy _ when spec.task() == Task.CLASSIFICATION -> entropy(null);
            default -> OptionalDouble.empty();
        };
    }

    /** A loss that counts as large: that of the guess, or else of the first epoch. */
    double scale() {
        return loss().orElse(recorded.curve().first().trainLoss());
    }

    /** What part of the guess's error is gone at the end of training, by the better of training and validation; empty where it is not known. */
    OptionalDouble explained() {
        var curve = recorded.curve();
        if (loss().isPresent()) {
            double better = curve.hasValidation() ? Math.min(curve.endTrainLoss(), curve.endValLoss()) : curve.endTrainLoss();
            return OptionalDouble.of(1 - better / loss().getAsDouble());
        }
        return ofMetrics(Metric.TRAIN_ACCURACY);
    }

    /** The same of the rows that were held out. */
    OptionalDouble explainedOfValidation() {
        var curve = recorded.curve();
        if (!curve.hasValidation()) {
            return OptionalDouble.empty();
        }
        return loss().isPresent() ? OptionalDouble.of(1 - curve.endValLoss() / loss().getAsDouble()) : ofMetrics(Metric.VAL_ACCURACY);
    }

    private OptionalDouble ofMetrics(Metric accuracy) {
        var metrics = recorded.curve().last().metrics();
        if (metrics.containsKey(accuracy.label()) && !recorded.data().classes().isEmpty()) {
            return OptionalDouble.of((metrics.get(accuracy.label()) - majority()) / (1 - majority()));
        }
        return metrics.containsKey(Metric.VAL_R2.label()) ? OptionalDouble.of(metrics.get(Metric.VAL_R2.label())) : OptionalDouble.empty();
    }

    private double majority() {
        var classes = recorded.data().classes();
        return classes.stream().mapToLong(ClassCount::rows).max().orElseThrow() / (double) classes.stream().mapToLong(ClassCount::rows).sum();
    }

    /** −Σ p log p over the classes, with their weights where they have some. */
    private OptionalDouble entropy(List<Double> weights) {
        var classes = recorded.data().classes();
        if (classes.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] mass = IntStream.range(0, classes.size()).mapToDouble(c -> classes.get(c).rows() * (weights == null ? 1 : weights.get(c))).toArray();
        double sum = IntStream.range(0, mass.length).mapToDouble(c -> mass[c]).sum();
        return OptionalDouble.of(IntStream.range(0, mass.length).filter(c -> mass[c] > 0).mapToDouble(c -> -mass[c] / sum * Math.log(mass[c] / sum)).sum());
    }
}
