package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Initial values given outright, one per column.
 *
 * @param weight          null starts at 1
 * @param bias            null starts at 0
 * @param runningMean     null starts at 0
 * @param runningVariance null starts at 1
 */
public record BatchNormWeights(
        List<Double> weight,
        List<Double> bias,
        @JsonProperty("running_mean") List<Double> runningMean,
        @JsonProperty("running_var") List<Double> runningVariance) {

    static final BatchNormWeights NONE = new BatchNormWeights(null, null, null, null);

    void check(Integer width, Layer.Complaints complaints) {
        GivenValues.check(weight, width, "/weights/weight", complaints);
        GivenValues.check(bias, width, "/weights/bias", complaints);
        GivenValues.check(runningMean, width, "/weights/running_mean", complaints);
        boolean numbers = GivenValues.check(runningVariance, width, "/weights/running_var", complaints);
        if (numbers && runningVariance != null && runningVariance.stream().anyMatch(value -> value < 0)) {
            complaints.add("/weights/running_var", "constraint-violation", "must not hold negative numbers");
        }
    }
}
