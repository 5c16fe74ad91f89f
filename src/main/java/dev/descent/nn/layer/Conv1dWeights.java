package dev.descent.nn.layer;

import java.util.Arrays;
import java.util.List;

/**
 * Initial values given outright.
 *
 * @param weight [out][in][kernel]; null lets the initializer draw them
 * @param bias   [out]; null starts at 0
 */
public record Conv1dWeights(List<List<List<Double>>> weight, List<Double> bias) {

    void check(int kernel, int filters, Integer channels, boolean hasBias, Layer.Complaints complaints) {
        GivenValues.checkNested(weight, Arrays.asList(filters, channels, kernel), "/weights/weight", complaints);
        GivenValues.checkBias(bias, filters, hasBias, complaints);
    }
}
