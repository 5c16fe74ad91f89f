package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The twins of {@link ScalarUpdates} for whole vectors: {@code to − from} is a multiple of the lanes. */
final class VectorUpdates {

    private VectorUpdates() {}

    static void momentum(float[] theta, float[] g, float[] v, float momentum, float rate, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var velocity = broadcast(-rate).fma(slope, FloatVector.fromArray(SPECIES, v, i).mul(momentum));
            velocity.intoArray(v, i);
            FloatVector.fromArray(SPECIES, theta, i).add(velocity).intoArray(theta, i);
        }
    }

    static void adaGrad(float[] theta, float[] g, float[] s, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var sum = slope.fma(slope, FloatVector.fromArray(SPECIES, s, i));
            sum.intoArray(s, i);
            var step = quotient(slope.mul(rate), sum.add(epsilon).sqrt());
            FloatVector.fromArray(SPECIES, theta, i).sub(step).intoArray(theta, i);
        }
    }

    static void decayedAdaGrad(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var mean = slope.mul(add).fma(slope, FloatVector.fromArray(SPECIES, e, i).mul(keep));
            mean.intoArray(e, i);
            var step = quotient(slope.mul(rate), mean.add(epsilon).sqrt());
            FloatVector.fromArray(SPECIES, theta, i).sub(step).intoArray(theta, i);
        }
    }

    static void rmsProp(float[] theta, float[] g, float[] e, float keep, float add, float epsilon, float rate, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var mean = slope.mul(add).fma(slope, FloatVector.fromArray(SPECIES, e, i).mul(keep));
            mean.intoArray(e, i);
            var step = quotient(slope.mul(rate), mean.sqrt().add(epsilon));
            FloatVector.fromArray(SPECIES, theta, i).sub(step).intoArray(theta, i);
        }
    }

    static void adaDelta(float[] theta, float[] g, float[] e, float[] u, float keep, float add, float epsilon, float rate, int from,
            int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var mean = slope.mul(add).fma(slope, FloatVector.fromArray(SPECIES, e, i).mul(keep));
            mean.intoArray(e, i);
            var updates = FloatVector.fromArray(SPECIES, u, i);
            var delta = quotient(updates.add(epsilon).sqrt().mul(slope), mean.add(epsilon).sqrt());
            delta.mul(add).fma(delta, updates.mul(keep)).intoArray(u, i);
            broadcast(-rate).fma(delta, FloatVector.fromArray(SPECIES, theta, i)).intoArray(theta, i);
        }
    }

    static void adam(float[] theta, float[] g, float[] m, float[] v, float keep1, float add1, float keep2, float add2, float epsilon,
            float rate, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = FloatVector.fromArray(SPECIES, g, i);
            var mean = broadcast(add1).fma(slope, FloatVector.fromArray(SPECIES, m, i).mul(keep1));
            mean.intoArray(m, i);
            var square = slope.mul(add2).fma(slope, FloatVector.fromArray(SPECIES, v, i).mul(keep2));
            square.intoArray(v, i);
            var step = quotient(mean.mul(rate), square.sqrt().add(epsilon));
            FloatVector.fromArray(SPECIES, theta, i).sub(step).intoArray(theta, i);
        }
    }

    private static FloatVector broadcast(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }

    /** 0/0 is 0. */
    private static FloatVector quotient(FloatVector x, FloatVector y) {
        return x.div(y).blend(0f, x.compare(VectorOperators.EQ, 0f));
    }
}
