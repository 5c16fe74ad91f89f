package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Coefficients.*;

/**
 * exp, log, tanh, erf and what follows from them as fused multiply-adds over float, so that every machine, every compiler
 * and the vector twin give the same bits.
 */
public final class Elementary {

    private Elementary() {}

    /** eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2. */
    static float exp(float x) {
        float bounded = x > EXP_HIGHEST ? EXP_HIGHEST : x < EXP_LOWEST ? EXP_LOWEST : x;
        float shifted = Fma.fma(bounded, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Fma.fma(n, -LN2_LOW, Fma.fma(n, -LN2_HIGH, bounded));
        float q = EXP_6;
        q = Fma.fma(q, r, EXP_5);
        q = Fma.fma(q, r, EXP_4);
        q = Fma.fma(q, r, EXP_3);
        q = Fma.fma(q, r, EXP_2);
        float e = Fma.fma(r * r, q, r) + 1f;
        // The low bits of ROUND + n are n itself: shifted, n stands where a float keeps its exponent.
        int exponent = Float.floatToRawIntBits(shifted) << 23;
        int half = exponent >> 1 & EXPONENT_BITS;
        // Two factors: 2ⁿ alone would leave the range at both ends before e is multiplied in.
        return e * Float.intBitsToFloat(half + ONE_BITS) * Float.intBitsToFloat(exponent - half + ONE_BITS);
    }

    /** log x = n·ln 2 + log(1+f) with 1+f between √½ and √2. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * LOG_SCALE : x;
        int bits = Float.floatToRawIntBits(normal);
        float n = (bits >> 23) - (subnormal ? LOG_BIAS_SCALED : LOG_BIAS);
        float m = Float.intBitsToFloat(bits & FRACTION_BITS | HALF_BITS);
        boolean small = m < SQRT_HALF;
        float f = (small ? m + m : m) - 1f;
        n = small ? n - 1f : n;
        float log = Fma.fma(n, LN2_HIGH, log1pReduced(f, n * LN2_LOW));
        return x == 0f ? Float.NEGATIVE_INFINITY : x == Float.POSITIVE_INFINITY ? x : x > 0f ? log : Float.NaN;
    }

    /** xⁿ by squaring, its factors in a fixed order; 1 for n = 0. */
    static float power(float x, int n) {
        float power = 1f;
        float square = x;
        for (int left = Math.abs(n); left > 0; left >>= 1) {
            power = (left & 1) == 1 ? power * square : power;
            square *= square;
        }
        return n < 0 ? 1f / power : power;
    }

    /** log(1+f) + low for √½ ≤ 1+f ≤ √2. */
    private static float log1pReduced(float f, float low) {
        float q = LOG_11;
        q = Fma.fma(q, f, LOG_10);
        q = Fma.fma(q, f, LOG_9);
        q = Fma.fma(q, f, LOG_8);
        q = Fma.fma(q, f, LOG_7);
        q = Fma.fma(q, f, LOG_6);
        q = Fma.fma(q, f, LOG_5);
        q = Fma.fma(q, f, LOG_4);
        q = Fma.fma(q, f, LOG_3);
        float square = f * f;
        return f + Fma.fma(square, -0.5f, Fma.fma(square * f, q, low));
    }

    /** log(1+x) for 0 ≤ x ≤ 1; from √2 − 1 on as log 2 + log((1+x)/2). */
    static float log1p(float x) {
        boolean large = x >= LOG1P_SMALL;
        float f = large ? Fma.fma(1f + x, 0.5f, -1f) : x;
        float n = large ? 1f : 0f;
        return Fma.fma(n, LN2_HIGH, log1pReduced(f, n * LN2_LOW));
    }

    /** An odd polynomial up to 0.625 and 1 − 2/(e^2|x| + 1) beyond. */
    static float tanh(float x) {
        float a = Math.abs(x);
        float z = a * a;
        float q = TANH_11;
        q = Fma.fma(q, z, TANH_9);
        q = Fma.fma(q, z, TANH_7);
        q = Fma.fma(q, z, TANH_5);
        q = Fma.fma(q, z, TANH_3);
        float y = a < TANH_SMALL ? Fma.fma(z * q, a, a) : 1f - 2f / (exp(a + a) + 1f);
        return Math.copySign(y, x);
    }

    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x >= 0 ? 1f : e) / (1f + e);
    }

    /** log(1+eˣ) = max(x, 0) + log(1+e^−|x|). */
    static float softplus(float x) {
        return Math.max(x, 0f) + log1p(exp(-Math.abs(x)));
    }

    /** An odd polynomial up to 1 and 1 − e^p(|x|) beyond. */
    static float erf(float x) {
        float a = Math.abs(x);
        return Math.copySign(a < 1f ? erfBelowOne(a) : 1f - erfcBeyondOne(a), x);
    }

    private static float erfBelowOne(float x) {
        float z = x * x;
        float q = ERF_13;
        q = Fma.fma(q, z, ERF_11);
        q = Fma.fma(q, z, ERF_9);
        q = Fma.fma(q, z, ERF_7);
        q = Fma.fma(q, z, ERF_5);
        q = Fma.fma(q, z, ERF_3);
        q = Fma.fma(q, z, ERF_1);
        return Fma.fma(q, x, x);
    }

    /** erfc by a fit for 1 ≤ a ≤ 4, and 0 beyond. */
    private static float erfcBeyondOne(float a) {
        float p = ERFC_7;
        p = Fma.fma(p, a, ERFC_6);
        p = Fma.fma(p, a, ERFC_5);
        p = Fma.fma(p, a, ERFC_4);
        p = Fma.fma(p, a, ERFC_3);
        p = Fma.fma(p, a, ERFC_2);
        p = Fma.fma(p, a, ERFC_1);
        p = Fma.fma(p, a, ERFC_0);
        return a > ERFC_HIGHEST ? 0f : exp(p);
    }

    /** The normal distribution function Φ. */
    static float normalCdf(float x) {
        return normalCdf(x, exp(-0.5f * x * x));
    }

    /** The same with e = e^(−x²/2), which the derivative of gelu needs as well; without cancellation on the left. */
    private static float normalCdf(float x, float e) {
        float t = 1f / Fma.fma(CDF_SCALE, Math.abs(x), 1f);
        float s = 1f - t;
        float q = CDF_8;
        q = Fma.fma(q, s, CDF_7);
        q = Fma.fma(q, s, CDF_6);
        q = Fma.fma(q, s, CDF_5);
        q = Fma.fma(q, s, CDF_4);
        q = Fma.fma(q, s, CDF_3);
        q = Fma.fma(q, s, CDF_2);
        q = Fma.fma(q, s, CDF_1);
        q = Fma.fma(q, s, 0.5f);
        float tail = e * (t * q);
        return x < 0 ? tail : 1f - tail;
    }

    static float value(Function function, float a, float x) {
        return switch (function) {
            case LINEAR -> x;
            case SIGMOID -> sigmoid(x);
            case TANH -> tanh(x);
            case RELU -> x <= 0 ? 0f : x;
            case SOFTPLUS -> softplus(x);
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * (exp(x) - 1f);
            case GELU -> x * normalCdf(x);
            case GELU_TANH -> 0.5f * x * (1f + tanh(geluArgument(x)));
            case SILU -> x * sigmoid(x);
        };
    }

    private static float geluArgument(float x) {
        return SQRT_2_OVER_PI * Fma.fma(GELU_CUBIC * x * x, x, x);
    }

    /** The derivative at x, where v is the value at x or x itself, as {@link Function#derivativeOfValue} says. */
    static float derivative(Function function, float a, float v) {
        return switch (function) {
            case LINEAR -> 1f;
            case SIGMOID -> v * (1f - v);
            case TANH -> Fma.fma(-v, v, 1f);
            case RELU -> v > 0 ? 1f : 0f;
            case SOFTPLUS -> sigmoid(v);
            case LEAKY_RELU -> v > 0 ? 1f : a;
            case ELU -> v > 0 ? 1f : a >= 0 ? v + a : a * exp(v);
            case GELU -> geluDerivative(v);
            case GELU_TANH -> geluTanhDerivative(v);
            case SILU -> siluDerivative(v);
        };
    }

    private static float siluDerivative(float x) {
        float s = sigmoid(x);
        return Fma.fma(x * s, 1f - s, s);
    }

    private static float geluDerivative(float x) {
        float e = exp(-0.5f * x * x);
        return Fma.fma(x, INVERSE_SQRT_2PI * e, normalCdf(x, e));
    }

    private static float geluTanhDerivative(float x) {
        float t = tanh(geluArgument(x));
        float inner = SQRT_2_OVER_PI * Fma.fma(3 * GELU_CUBIC * x, x, 1f);
        return Fma.fma(0.5f * x * Fma.fma(-t, t, 1f), inner, Fma.fma(0.5f, t, 0.5f));
    }
}
