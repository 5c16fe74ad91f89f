package dev.descent.nn.layer;

import dev.descent.nn.graph.Shape;
import dev.descent.nn.initializer.ConstantValue;
import dev.descent.nn.initializer.Initializer;
import java.util.List;

/**
 * A tensor of a layer.
 *
 * @param name     such as {@code weight} or {@code bias}; with its layer's name in front once it stands in a network
 * @param dims     sizes, row-major; none of a single number
 * @param fanIn    inputs that one unit reads
 * @param fanOut   units that read one input
 * @param explicit initial values given outright, row-major; null lets the initializer draw them
 * @param storage  how the core keeps it
 * @param trained  false for what the layer itself keeps up to date, such as running statistics: no gradient, no optimizer
 */
public record ParameterSpec(String name, List<Integer> dims, Initializer initializer, int fanIn, int fanOut, float[] explicit, Storage storage, boolean trained) {

    public ParameterSpec(String name, List<Integer> dims, Initializer initializer, int fanIn, int fanOut, float[] explicit) {
        this(name, dims, initializer, fanIn, fanOut, explicit, Storage.of(dims), true);
    }

    /** One value per column, trained or not, all the same at first. */
    static ParameterSpec perColumn(String name, int width, double start, List<Double> given, boolean trained) {
        return new ParameterSpec(name, List.of(width), new ConstantValue(start), width, width, GivenValues.flat(given), new Storage.Line(width), trained);
    }

    /** Number of values. */
    public long count() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    public Shape stored() {
        return storage.shape();
    }

    /** Packs values [dims] row-major into {@link #stored} panels. */
    public void pack(float[] values, float[] panels) {
        for (int i = 0; i < values.length; i++) {
            panels[storage.place(i)] = values[i];
        }
    }

    /** The way back from {@link #pack}. */
    public float[] unpack(float[] panels) {
        float[] values = new float[Math.toIntExact(count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = panels[storage.place(i)];
        }
        return values;
    }

    public ParameterSpec named(String layer) {
        return new ParameterSpec(layer + "." + name, dims, initializer, fanIn, fanOut, explicit, storage, trained);
    }
}
