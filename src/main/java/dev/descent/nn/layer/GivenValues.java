package dev.descent.nn.layer;

import java.util.ArrayList;
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

    /** The numbers of nested lists in order; null stays null. */
    static float[] flatNested(List<?> values) {
        if (values == null) {
            return null;
        }
        var numbers = new ArrayList<Double>();
        collect(values, numbers);
        return flat(numbers);
    }

    private static void collect(List<?> values, List<Double> numbers) {
        for (Object value : values) {
            if (value instanceof List<?> inner) {
                collect(inner, numbers);
            } else {
                numbers.add((Double) value);
            }
        }
    }

    /**
     * Whether lists are nested as the sizes say; null passes.
     *
     * @param dims sizes from the outermost on; null where one is not known
     */
    static void checkNested(List<?> values, List<Integer> dims, String pointer, Layer.Complaints complaints) {
        if (values == null) {
            return;
        }
        if (dims.size() == 1) {
            @SuppressWarnings("unchecked")
            var numbers = (List<Double>) values;
            check(numbers, dims.getFirst(), pointer, complaints);
            return;
        }
        if (dims.getFirst() != null && values.size() != dims.getFirst()) {
            complaints.add(pointer, "invalid-model-spec", "must hold " + dims.getFirst() + " lists (holds " + values.size() + ")");
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                complaints.add(pointer + "/" + i, "invalid-type", "must be a list");
            } else {
                checkNested((List<?>) values.get(i), dims.subList(1, dims.size()), pointer + "/" + i, complaints);
            }
        }
    }

    static void checkBias(List<Double> bias, int units, boolean hasBias, Layer.Complaints complaints) {
        if (bias != null && !hasBias) {
            complaints.add("/weights/bias", "invalid-model-spec", "must be left out, since the layer has no bias");
        } else {
            check(bias, units, "/weights/bias", complaints);
        }
    }
}
