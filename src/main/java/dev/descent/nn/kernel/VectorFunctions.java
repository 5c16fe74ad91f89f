package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/** y = f(x) for whole vectors, {@code to − from} a multiple of the lanes: a loop for each function, so that none is chosen inside. */
final class VectorFunctions {

    private VectorFunctions() {}

    static void map(Function function, float a, float[] x, float[] y, int from, int to) {
        switch (function) {
            case LINEAR -> System.arraycopy(x, from, y, from, to - from);
            case SIGMOID -> sigmoid(x, y, from, to);
            case TANH -> tanh(x, y, from, to);
            case RELU -> relu(x, y, from, to);
            case SOFTPLUS -> softplus(x, y, from, to);
            case LEAKY_RELU -> leakyRelu(a, x, y, from, to);
            case ELU -> elu(a, x, y, from, to);
            case GELU -> gelu(x, y, from, to);
            case GELU_TANH -> geluTanh(x, y, from, to);
            case SILU -> silu(x, y, from, to);
        }
    }

    /** out = exp(z − max) over a panel's row. */
    static void exponentials(float[] z, int zFrom, float max, float[] out, int outFrom) {
        for (int lane = 0; lane < Panels.WIDTH; lane += LANES) {
            VectorElementary.exp(FloatVector.fromArray(SPECIES, z, zFrom + lane).sub(max)).intoArray(out, outFrom + lane);
        }
    }

    private static void sigmoid(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void tanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.tanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void relu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.relu(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void softplus(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.softplus(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void leakyRelu(float a, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.leakyRelu(FloatVector.fromArray(SPECIES, x, i), a).intoArray(y, i);
        }
    }

    private static void elu(float a, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.elu(FloatVector.fromArray(SPECIES, x, i), a).intoArray(y, i);
        }
    }

    private static void gelu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.gelu(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void geluTanh(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.geluTanh(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    private static void silu(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.silu(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }
}
