package dev.descent.nn.layer;

import java.util.List;
import java.util.Objects;

/** Initial values as their owner wrote them. */
final class GivenValues {

    private GivenValues() {}

    /** Null stays null. */
    static float[] flat(List<Double> values) {
        if (values == null) {
            return null;
        }
        float[] flat = new float[values.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = values.get(i).floatValue();
        }
        return flat;
    }

    /**
     * Null passes.
     *
     * @param length null where it is not known
     * @return whether nothing was wrong
     */
    static boolean check(List<Double> values, Integer length, String pointer, Layer.Complaints complaints) {
        if (values == null) {
            return true;
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            complaints.add(pointer, "invalid-type", "must hold numbers only");
        } else if (length != null && values.size() != length) {
            complaints.add(pointer, "invalid-model-spec", "must have " + length + " values (has " + values.size() + ")");
        } else if (values.stream().anyMatch(value -> !Float.isFinite(value.floatValue()))) {
            complaints.add(pointer, "constraint-violation", "must be within the range of float32");
        } else {
            return true;
        }
        return false;
    }
}
