package dev.descent.nn.graph;

/**
 * An operation that makes one number of the numbers at the same place in its inputs, and knows of no other row. So it can be done
 * for a single row in double as well, by {@link Interpreter}; its gradient rule is the same for both.
 */
public sealed interface Pointwise extends Elementwise permits Add, Map, MapGradient, Apply, Combine, Power, Scale, Filled, WhereSmaller {

    /** @param in one number of each input */
    double value(double[] in);
}
