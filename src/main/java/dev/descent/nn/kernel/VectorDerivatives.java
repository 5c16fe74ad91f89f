package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** dx = f′·dy for whole vectors, {@code to − from} a multiple of the lanes; a loop for each function, like {@link VectorFunctions}. */
final class VectorDerivatives {

    private VectorDerivatives() {}

    static void mapGradient(Function function, float a, float[] v, float[] dy, float[] dx, int from, int to) {
        switch (function) {
            case LINEAR -> System.arraycopy(dy, from, dx, from, to - from);
            case SIGMOID -> sigmoid(v, dy, dx, from, to);
            case TANH -> tanh(v, dy, dx, from, to);
            case RELU -> relu(v, dy, dx, from, to);
            case SOFTPLUS -> softplus(v, dy, dx, from, to);
            case LEAKY_RELU -> leakyRelu(a, v, dy, dx, from, to);
            case ELU -> {
                if (a >= 0) {
                    eluOfValue(a, v, dy, dx, from, to);
                } else {
                    elu(a, v, dy, dx, from, to);
                }
            }
            case GELU -> gelu(v, dy, dx, from, to);
            case GELU_TANH -> geluTanh(v, dy, dx, from, to);
            case SILU -> silu(v, dy, dx, from, to);
        }
    }

    private static void sigmoid(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.sigmoidDerivative(FloatVector.fromArray(SPECIES, y, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void tanh(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.tanhDerivative(FloatVector.fromArray(SPECIES, y, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void relu(float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var gradient = FloatVector.fromArray(SPECIES, dy, i);
            var active = FloatVector.fromArray(SPECIES, y, i).compare(VectorOperators.GT, 0f);
            FloatVector.zero(SPECIES).blend(gradient, active).intoArray(dx, i);
        }
    }

    private static void softplus(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.sigmoid(FloatVector.fromArray(SPECIES, x, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void leakyRelu(float a, float[] v, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.leakyReluDerivative(FloatVector.fromArray(SPECIES, v, i), a);
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void eluOfValue(float a, float[] y, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.eluDerivativeOfValue(FloatVector.fromArray(SPECIES, y, i), a);
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void elu(float a, float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.eluDerivative(FloatVector.fromArray(SPECIES, x, i), a);
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void gelu(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.geluDerivative(FloatVector.fromArray(SPECIES, x, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void geluTanh(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.geluTanhDerivative(FloatVector.fromArray(SPECIES, x, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }

    private static void silu(float[] x, float[] dy, float[] dx, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var slope = VectorElementary.siluDerivative(FloatVector.fromArray(SPECIES, x, i));
            FloatVector.fromArray(SPECIES, dy, i).mul(slope).intoArray(dx, i);
        }
    }
}
