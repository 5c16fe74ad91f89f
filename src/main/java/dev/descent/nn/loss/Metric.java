package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures an epoch may carry, by which runs are stopped, compared and ranked. A label begins with {@code train} or {@code val}. */
public enum Metric {
    @JsonProperty("trainLoss")
    TRAIN_LOSS("trainLoss", Of.ANY, false, false),
    @JsonProperty("valLoss")
    VAL_LOSS("valLoss", Of.ANY, true, false),
    @JsonProperty("trainAccuracy")
    TRAIN_ACCURACY("trainAccuracy", Of.CLASSES, false, true),
    @JsonProperty("valAccuracy")
    VAL_ACCURACY("valAccuracy", Of.CLASSES, true, true),
    @JsonProperty("valRmse")
    VAL_RMSE("valRmse", Of.NUMBERS, true, false),
    @JsonProperty("valMae")
    VAL_MAE("valMae", Of.NUMBERS, true, false),
    @JsonProperty("valR2")
    VAL_R2("valR2", Of.NUMBERS, true, true);

    /** What has to be predicted for the metric to exist. */
    private enum Of { ANY, CLASSES, NUMBERS }

    private final String label;
    private final Of of;
    private final boolean needsValidation;
    private final boolean higherIsBetter;

    Metric(String label, Of of, boolean needsValidation, boolean higherIsBetter) {
        this.label = label;
        this.of = of;
        this.needsValidation = needsValidation;
        this.higherIsBetter = higherIsBetter;
    }

    /** What outputs are scored by, besides the loss, on rows that are not trained on. */
    public static List<Metric> scores(boolean classes) {
        return Stream.of(values()).filter(metric -> metric.needsValidation && metric.of != Of.ANY && metric.fits(classes)).toList();
    }

    /** Its name in JSON. */
    public String label() {
        return label;
    }

    /** Its name in an evaluation, where no training stands beside it: {@code rmse} for {@code valRmse}. */
    public String evaluationLabel() {
        return label.substring(needsValidation ? "val".length() : "train".length()).toLowerCase(Locale.ROOT);
    }

    public boolean needsValidation() {
        return needsValidation;
    }

    /** Whether a training that predicts classes, or one that predicts numbers, has this metric. */
    public boolean fits(boolean classes) {
        return of == Of.ANY || (of == Of.CLASSES) == classes;
    }

    /** Whether a value beats the best so far by more than {@code minDelta}; what is not a number beats nothing. */
    public boolean improves(double value, double best, double minDelta) {
        if (Double.isNaN(value)) {
            return false;
        }
        return Double.isNaN(best) || (higherIsBetter ? value > best + minDelta : value < best - minDelta);
    }

    /** Whether a value is at least as good as the target. */
    public boolean reaches(double value, double target) {
        return higherIsBetter ? value >= target : value <= target;
    }
}
