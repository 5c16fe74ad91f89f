package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Elementary} on vectors, operation by operation, with branches turned into blends: the bits are the same. */
final class VectorElementary {

    private VectorElementary() {}

    static FloatVector signum(FloatVector x) {
        var positive = x.blend(1f, x.compare(VectorOperators.GT, 0f));
        return positive.blend(-1f, x.compare(VectorOperators.LT, 0f));
    }
}
