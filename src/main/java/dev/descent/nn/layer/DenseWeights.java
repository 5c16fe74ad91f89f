package dev.descent.nn.layer;

import java.util.List;
import java.util.Objects;

/**
 * Initial values given outright.
 *
 * @param weight rows [out][in]; null lets the initializer draw them
 * @param bias   [out]; null starts at 0
 */
public record DenseWeights(List<List<Double>> weight, List<Double> bias) {

    float[] flatWeight() {
        return weight == null ? null : flat(weight.stream().flatMap(List::stream).toList());
    }

    float[] flatBias() {
        return bias == null ? null : flat(bias);
    }

    private static float[] flat(List<Double> values) {
        float[] flat = new float[values.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values.get(i).floatValue();
        }
        return flat;
    }

    void check(int units, Integer inputs, boolean hasBias, Layer.Complaints complaints) {
        if (weight != null && weight.size() != units) {
            complaints.add("/weights/weight", "invalid-model-spec", "must have " + units + " rows, one per unit (has " + weight.size() + ")");
        }
        for (int i = 0; weight != null && i < weight.size(); i++) {
            checkRow(weight.get(i), inputs, "/weights/weight/" + i, complaints);
        }
        if (bias != null && !hasBias) {
            complaints.add("/weights/bias", "invalid-model-spec", "must be left out, since the layer has no bias");
        } else if (bias != null) {
            checkRow(bias, units, "/weights/bias", complaints);
        }
    }

    private static void checkRow(List<Double> row, Integer length, String pointer, Layer.Complaints complaints) {
        if (row == null || row.stream().anyMatch(Objects::isNull)) {
            complaints.add(pointer, "invalid-type", "must hold numbers only");
        } else if (length != null && row.size() != length) {
            complaints.add(pointer, "invalid-model-spec", "must have " + length + " values (has " + row.size() + ")");
        } else if (row.stream().anyMatch(value -> !Float.isFinite(value.floatValue()))) {
            complaints.add(pointer, "number-out-of-range", "must be within the range of float32");
        }
    }
}
