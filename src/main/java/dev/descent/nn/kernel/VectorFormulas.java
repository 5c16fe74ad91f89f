package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorCoefficients.*;
import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.FloatVector;

/** The arithmetic of formulas for whole vectors, {@code to − from} a multiple of the lanes: a loop for each function, as in {@link VectorFunctions}. */
final class VectorFormulas {

    private VectorFormulas() {}

    static void apply(Unary function, float[] x, float[] y, int from, int to) {
        switch (function) {
            case EXP -> exp(x, y, from, to);
            case LOG -> log(x, y, from, to);
            case SIN -> VectorTrigonometry.sin(x, y, from, to);
            case COS -> VectorTrigonometry.cos(x, y, from, to);
            case ABS -> abs(x, y, from, to);
            case SQRT -> sqrt(x, y, from, to);
            case SIGN -> sign(x, y, from, to);
        }
    }

    private static void exp(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.exp(at(x, i)).intoArray(y, i);
        }
    }

    private static void log(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.log(at(x, i)).intoArray(y, i);
        }
    }

    private static void abs(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(x, i).abs().intoArray(y, i);
        }
    }

    private static void sqrt(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(x, i).sqrt().intoArray(y, i);
        }
    }

    private static void sign(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorElementary.signum(at(x, i)).intoArray(y, i);
        }
    }

    static void combine(Binary function, float[] a, float[] b, float[] out, int from, int to) {
        switch (function) {
            case SUBTRACT -> subtract(a, b, out, from, to);
            case MULTIPLY -> multiply(a, b, out, from, to);
            case DIVIDE -> divide(a, b, out, from, to);
            case MINIMUM -> minimum(a, b, out, from, to);
            case MAXIMUM -> maximum(a, b, out, from, to);
            case POWER -> power(a, b, out, from, to);
        }
    }

    private static void subtract(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(a, i).sub(at(b, i)).intoArray(out, i);
        }
    }

    private static void multiply(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(a, i).mul(at(b, i)).intoArray(out, i);
        }
    }

    private static void divide(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(a, i).div(at(b, i)).intoArray(out, i);
        }
    }

    private static void minimum(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(a, i).lanewise(MIN, at(b, i)).intoArray(out, i);
        }
    }

    private static void maximum(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(a, i).lanewise(MAX, at(b, i)).intoArray(out, i);
        }
    }

    private static void power(float[] a, float[] b, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var power = VectorElementary.exp(at(b, i).mul(VectorElementary.log(at(a, i))));
            power.blend(ONE, at(b, i).compare(EQ, ZERO)).intoArray(out, i);
        }
    }

    /** The powers that formulas are made of; each with the factors of {@link Elementary#power}. Returns false for the others. */
    static boolean power(float[] x, int n, float[] y, int from, int to) {
        switch (n) {
            case 1 -> System.arraycopy(x, from, y, from, to - from);
            case 2 -> square(x, y, from, to);
            case 3 -> cube(x, y, from, to);
            case 4 -> fourth(x, y, from, to);
            case 5 -> fifth(x, y, from, to);
            case -1 -> reciprocal(x, y, from, to);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void square(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(x, i).mul(at(x, i)).intoArray(y, i);
        }
    }

    private static void cube(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(x, i).mul(at(x, i).mul(at(x, i))).intoArray(y, i);
        }
    }

    private static void fourth(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var square = at(x, i).mul(at(x, i));
            square.mul(square).intoArray(y, i);
        }
    }

    private static void fifth(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var square = at(x, i).mul(at(x, i));
            at(x, i).mul(square.mul(square)).intoArray(y, i);
        }
    }

    private static void reciprocal(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            ONE.div(at(x, i)).intoArray(y, i);
        }
    }

    static void scaled(float[] x, float factor, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            at(x, i).mul(factor).intoArray(y, i);
        }
    }

    static void whereSmaller(float[] a, float[] b, float[] g, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            var half = ZERO.blend(at(g, i).mul(HALF), at(a, i).compare(EQ, at(b, i)));
            half.blend(at(g, i), at(a, i).compare(LT, at(b, i))).intoArray(out, i);
        }
    }

    private static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(SPECIES, x, i);
    }

    /** Whether a number of this vector is larger than {@code limit} in absolute value. */
    static boolean isAnyBeyond(float[] x, int i, float limit) {
        return at(x, i).abs().compare(GT, limit).anyTrue();
    }
}
