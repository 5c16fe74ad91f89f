package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Arithmetic on flat arrays, for whole vectors: {@code to − from} is a multiple of the lanes. */
final class VectorElementwise {

    private VectorElementwise() {}

    static void add(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.fromArray(SPECIES, a, i).add(FloatVector.fromArray(SPECIES, b, i)).intoArray(out, i);
        }
    }

    static void addScaled(float[] theta, float[] x, float factor, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var step = FloatVector.fromArray(SPECIES, x, i);
            FloatVector.broadcast(SPECIES, factor).fma(step, FloatVector.fromArray(SPECIES, theta, i)).intoArray(theta, i);
        }
    }

    static void scale(float[] theta, float factor, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.fromArray(SPECIES, theta, i).mul(factor).intoArray(theta, i);
        }
    }

    static void addSign(float[] gradient, float[] theta, float factor, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var sign = VectorElementary.signum(FloatVector.fromArray(SPECIES, theta, i));
            FloatVector.broadcast(SPECIES, factor).fma(sign, FloatVector.fromArray(SPECIES, gradient, i)).intoArray(gradient, i);
        }
    }

    static void clip(float[] x, float limit, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var value = FloatVector.fromArray(SPECIES, x, i);
            value = value.blend(limit, value.compare(VectorOperators.GT, limit));
            value.blend(-limit, value.compare(VectorOperators.LT, -limit)).intoArray(x, i);
        }
    }
}
