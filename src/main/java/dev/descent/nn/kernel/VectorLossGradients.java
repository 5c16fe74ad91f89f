package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** dz = scale·loss′(z, y) for whole vectors, {@code to − from} a multiple of the lanes; see {@link PointLoss#derivative}. */
final class VectorLossGradients {

    private VectorLossGradients() {}

    static void pointLossGradient(PointLoss loss, float p, float scale, float[] z, float[] y, float[] dz, int from, int to) {
        switch (loss) {
            case SQUARED -> squared(scale, z, y, dz, from, to);
            case ABSOLUTE -> absolute(scale, z, y, dz, from, to);
            case HUBER -> huber(p, scale, z, y, dz, from, to);
            case LOGISTIC -> logistic(scale, z, y, dz, from, to);
            case HINGE -> hinge(scale, z, y, dz, from, to);
        }
    }

    private static void squared(float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var error = FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
            error.mul(2f).mul(scale).intoArray(dz, i);
        }
    }

    private static void absolute(float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var error = FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
            VectorElementary.signum(error).mul(scale).intoArray(dz, i);
        }
    }

    private static void huber(float p, float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var error = FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
            var slope = VectorElementary.signum(error).mul(p).blend(error, error.abs().compare(VectorOperators.LE, p));
            slope.mul(scale).intoArray(dz, i);
        }
    }

    private static void logistic(float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var probability = VectorElementary.sigmoid(FloatVector.fromArray(SPECIES, z, i));
            probability.sub(FloatVector.fromArray(SPECIES, y, i)).mul(scale).intoArray(dz, i);
        }
    }

    private static void hinge(float scale, float[] z, float[] y, float[] dz, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var side = FloatVector.fromArray(SPECIES, y, i);
            var near = side.mul(FloatVector.fromArray(SPECIES, z, i)).compare(VectorOperators.LT, 1f);
            FloatVector.zero(SPECIES).blend(side.neg(), near).mul(scale).intoArray(dz, i);
        }
    }
}
