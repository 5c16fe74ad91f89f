package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.VectorCoefficients.*;
import static dev.descent.nn.kernel.VectorKernels.LANES;
import static dev.descent.nn.kernel.VectorKernels.SPECIES;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;

/** {@link Trigonometry} for whole vectors; one that holds a number beyond the reduction is left to the scalar functions. */
final class VectorTrigonometry {

    private VectorTrigonometry() {}

    static void sin(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            if (VectorFormulas.isAnyBeyond(x, i, Coefficients.SIN_HIGHEST)) {
                for (int lane = i; lane < i + LANES; lane++) {
                    y[lane] = Trigonometry.sin(x[lane]);
                }
            } else {
                turned(FloatVector.fromArray(SPECIES, x, i), 0).intoArray(y, i);
            }
        }
    }

    static void cos(float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            if (VectorFormulas.isAnyBeyond(x, i, Coefficients.SIN_HIGHEST)) {
                for (int lane = i; lane < i + LANES; lane++) {
                    y[lane] = Trigonometry.cos(x[lane]);
                }
            } else {
                turned(FloatVector.fromArray(SPECIES, x, i), 1).intoArray(y, i);
            }
        }
    }

    private static FloatVector turned(FloatVector x, int quarters) {
        var shifted = x.fma(TWO_OVER_PI, ROUND);
        var n = shifted.sub(ROUND);
        var r = n.fma(MINUS_HALF_PI_1, x);
        r = n.fma(MINUS_HALF_PI_2, r);
        r = n.fma(MINUS_HALF_PI_3, r);
        var z = r.mul(r);
        var sin = z.mul(r).fma(SIN_7.fma(z, SIN_5).fma(z, SIN_3), r);
        var cos = z.mul(z).fma(COS_8.fma(z, COS_6).fma(z, COS_4), z.fma(MINUS_HALF, ONE));
        var quadrant = shifted.reinterpretAsInts().lanewise(ADD, quarters);
        var y = sin.blend(cos, quadrant.lanewise(AND, 1).compare(NE, 0).cast(SPECIES));
        // The second bit of the quadrant, moved to where a float keeps its sign.
        return y.reinterpretAsInts().lanewise(XOR, quadrant.lanewise(AND, 2).lanewise(LSHL, 30)).reinterpretAsFloats();
    }
}
