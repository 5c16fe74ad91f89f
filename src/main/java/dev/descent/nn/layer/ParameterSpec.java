package dev.descent.nn.layer;

import dev.descent.nn.initializer.Initializer;
import java.util.List;

/**
 * A tensor to be trained.
 *
 * @param name     {@code weight} or {@code bias}; with its layer's name in front once it stands in a network
 * @param dims     sizes, row-major
 * @param fanIn    inputs that one unit reads
 * @param fanOut   units that read one input
 * @param explicit initial values given outright, row-major; null lets the initializer draw them
 */
public record ParameterSpec(String name, List<Integer> dims, Initializer initializer, int fanIn, int fanOut, float[] explicit) {

    /** Number of values. */
    public long count() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    public ParameterSpec named(String layer) {
        return new ParameterSpec(layer + "." + name, dims, initializer, fanIn, fanOut, explicit);
    }
}
