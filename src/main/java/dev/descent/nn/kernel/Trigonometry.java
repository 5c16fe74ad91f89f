package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Coefficients.*;

/**
 * sin and cos as fused multiply-adds over float: x = n·π/2 + r with |r| ≤ π/4, then a polynomial in r. Up to
 * |x| = {@value Coefficients#SIN_HIGHEST} within 2 ulp of the truth; beyond, where three floats no longer hold enough of π, by
 * {@link StrictMath}, whose bits are the same everywhere.
 */
final class Trigonometry {

    private Trigonometry() {}

    static float sin(float x) {
        return Math.abs(x) > SIN_HIGHEST ? (float) StrictMath.sin(x) : turned(x, 0);
    }

    static float cos(float x) {
        return Math.abs(x) > SIN_HIGHEST ? (float) StrictMath.cos(x) : turned(x, 1);
    }

    /** sin(x + quarters·π/2). */
    private static float turned(float x, int quarters) {
        float shifted = Fma.fma(x, TWO_OVER_PI, ROUND);
        float n = shifted - ROUND;
        float r = Fma.fma(n, -HALF_PI_1, x);
        r = Fma.fma(n, -HALF_PI_2, r);
        r = Fma.fma(n, -HALF_PI_3, r);
        // The low bits of ROUND + n are those of n.
        int quadrant = Float.floatToRawIntBits(shifted) + quarters;
        float y = (quadrant & 1) == 0 ? sinReduced(r) : cosReduced(r);
        return (quadrant & 2) == 0 ? y : -y;
    }

    private static float sinReduced(float r) {
        float z = r * r;
        float q = SIN_7;
        q = Fma.fma(q, z, SIN_5);
        q = Fma.fma(q, z, SIN_3);
        return Fma.fma(z * r, q, r);
    }

    private static float cosReduced(float r) {
        float z = r * r;
        float q = COS_8;
        q = Fma.fma(q, z, COS_6);
        q = Fma.fma(q, z, COS_4);
        return Fma.fma(z * z, q, Fma.fma(z, -0.5f, 1f));
    }
}
