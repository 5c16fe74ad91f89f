package dev.descent.nn.layer;

import java.util.List;

/**
 * Initial values given outright.
 *
 * @param weight one per column; null starts at 1
 * @param bias   one per column; null starts at 0
 */
public record LayerNormWeights(List<Double> weight, List<Double> bias) {

    static final LayerNormWeights NONE = new LayerNormWeights(null, null);

    void check(Integer width, Layer.Complaints complaints) {
        GivenValues.check(weight, width, "/weights/weight", complaints);
        GivenValues.check(bias, width, "/weights/bias", complaints);
    }
}
