package dev.descent.nn.layer;

import java.util.List;

/**
 * Initial values given outright.
 *
 * @param weight rows [out][in]; null lets the initializer draw them
 * @param bias   [out]; null starts at 0
 */
public record DenseWeights(List<List<Double>> weight, List<Double> bias) {

    float[] flatWeight() {
        return weight == null ? null : GivenValues.flat(weight.stream().flatMap(List::stream).toList());
    }

    float[] flatBias() {
        return GivenValues.flat(bias);
    }

    void check(int units, Integer inputs, boolean hasBias, Layer.Complaints complaints) {
        if (weight != null && weight.size() != units) {
            complaints.add("/weights/weight", "invalid-model-spec", "must have " + units + " rows, one per unit (has " + weight.size() + ")");
        }
        for (int i = 0; weight != null && i < weight.size(); i++) {
            checkRow(weight.get(i), inputs, "/weights/weight/" + i, complaints);
        }
        GivenValues.checkBias(bias, units, hasBias, complaints);
    }

    private static void checkRow(List<Double> row, Integer inputs, String pointer, Layer.Complaints complaints) {
        if (row == null) {
            complaints.add(pointer, "invalid-type", "must hold numbers only");
        } else {
            GivenValues.check(row, inputs, pointer, complaints);
        }
    }
}
