package dev.descent.nn.layer;

import dev.descent.nn.graph.Shape;
import dev.descent.nn.initializer.ConstantValue;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.kernel.Panels;
import java.util.List;

/**
 * A tensor of a layer.
 *
 * @param name     such as {@code weight} or {@code bias}; with its layer's name in front once it stands in a network
 * @param dims     sizes, row-major; none of a single number
 * @param fanIn    inputs that one unit reads
 * @param fanOut   units that read one input
 * @param explicit initial values given outright, row-major; null lets the initializer draw them
 * @param trained  false for what the layer itself keeps up to date, such as running statistics: no gradient, no optimizer
 */
public record ParameterSpec(String name, List<Integer> dims, Initializer initializer, int fanIn, int fanOut, float[] explicit, boolean trained) {

    public ParameterSpec(String name, List<Integer> dims, Initializer initializer, int fanIn, int fanOut, float[] explicit) {
        this(name, dims, initializer, fanIn, fanOut, explicit, true);
    }

    /** One value per column, trained or not, all the same at first. */
    static ParameterSpec perColumn(String name, int width, double start, List<Double> given, boolean trained) {
        return new ParameterSpec(name, List.of(width), new ConstantValue(start), width, width, GivenValues.flat(given), trained);
    }

    /** Number of values. */
    public long count() {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** A single number, without dims, is kept as a vector of one. */
    private boolean isVector() {
        return dims.size() <= 1;
    }

    /** As the core keeps it: a matrix [out, in] as its transpose [in, out], which is what a row of inputs is multiplied by. */
    public Shape stored() {
        return isVector() ? Shape.fixed((int) count()) : Shape.fixed(dims.get(1), dims.get(0));
    }

    /** Packs values [dims] row-major into {@link #stored} panels. */
    public void pack(float[] values, float[] panels) {
        if (isVector()) {
            System.arraycopy(values, 0, panels, 0, values.length);
        } else {
            Panels.packTransposed(values, dims.get(0), dims.get(1), panels);
        }
    }

    /** The way back from {@link #pack}. */
    public float[] unpack(float[] panels) {
        float[] values = new float[Math.toIntExact(count())];
        if (isVector()) {
            System.arraycopy(panels, 0, values, 0, values.length);
        } else {
            Panels.unpackTransposed(panels, dims.get(0), dims.get(1), values);
        }
        return values;
    }

    public ParameterSpec named(String layer) {
        return new ParameterSpec(layer + "." + name, dims, initializer, fanIn, fanOut, explicit, trained);
    }
}
