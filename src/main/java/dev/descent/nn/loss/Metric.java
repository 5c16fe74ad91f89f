package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The figures an epoch may carry, by which runs are stopped, compared and ranked. */
public enum Metric {
    @JsonProperty("trainLoss")
    TRAIN_LOSS("trainLoss", false),
    @JsonProperty("valLoss")
    VAL_LOSS("valLoss", false),
    @JsonProperty("trainAccuracy")
    TRAIN_ACCURACY("trainAccuracy", true),
    @JsonProperty("valAccuracy")
    VAL_ACCURACY("valAccuracy", true),
    @JsonProperty("valRmse")
    VAL_RMSE("valRmse", false),
    @JsonProperty("valMae")
    VAL_MAE("valMae", false),
    @JsonProperty("valR2")
    VAL_R2("valR2", true);

    private final String label;
    private final boolean higherIsBetter;

    Metric(String label, boolean higherIsBetter) {
        this.label = label;
        this.higherIsBetter = higherIsBetter;
    }

    /** Its name in JSON. */
    public String label() {
        return label;
    }

    public boolean needsValidation() {
        return this != TRAIN_LOSS && this != TRAIN_ACCURACY;
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
