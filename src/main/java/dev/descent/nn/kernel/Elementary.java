package dev.descent.nn.kernel;

/**
 * exp, log, tanh, erf and what follows from them as fused multiply-adds over float, so that every machine, every compiler
 * and a vector twin give the same bits. The coefficients are minimax fits made for Descent on the intervals named here.
 */
public final class Elementary {

    /** 1.5·2²³: adding and subtracting it rounds a small float to the nearest integer. */
    private static final float ROUND = 12582912f;
    private static final float LOG2_E = 1.4426950408889634f;
    /** ln 2 in two parts; the first has few bits, so that its product with a small integer is exact. */
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final int ONE = Float.floatToRawIntBits(1f);
    private static final int HALF = Float.floatToRawIntBits(0.5f);
    private static final int EXPONENT = 0xff800000;
    private static final float SQRT_HALF = 0.70710678f;
    private static final float INVERSE_SQRT_2PI = 0.3989422804f;
    private static final float SQRT_2_OVER_PI = 0.7978845608f;

    private Elementary() {}

    /** eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2. */
    static float exp(float x) {
        float bounded = x > 89f ? 89f : x < -104f ? -104f : x;
        float shifted = Math.fma(bounded, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, bounded));
        float q = 0.0013814594f;
        q = Math.fma(q, r, 0.0083687175f);
        q = Math.fma(q, r, 0.04166839f);
        q = Math.fma(q, r, 0.16666521f);
        q = Math.fma(q, r, 0.49999994f);
        float e = Math.fma(r * r, q, r) + 1f;
        // The low bits of ROUND + n are n itself: shifted, n stands where a float keeps its exponent.
        int exponent = Float.floatToRawIntBits(shifted) << 23;
        int half = exponent >> 1 & EXPONENT;
        // Two factors: 2ⁿ alone would leave the range at both ends before e is multiplied in.
        return e * Float.intBitsToFloat(half + ONE) * Float.intBitsToFloat(exponent - half + ONE);
    }

    /** log x = n·ln 2 + log(1+f) with 1+f between √½ and √2. */
    static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * 0x1p24f : x;
        int bits = Float.floatToRawIntBits(normal);
        float n = (bits >> 23) - (subnormal ? 150 : 126);
        float m = Float.intBitsToFloat(bits & 0x7fffff | HALF);
        boolean small = m < SQRT_HALF;
        float f = (small ? m + m : m) - 1f;
        n = small ? n - 1f : n;
        float log = Math.fma(n, LN2_HIGH, log1pReduced(f, n * LN2_LOW));
        return x == 0f ? Float.NEGATIVE_INFINITY : x == Float.POSITIVE_INFINITY ? x : x > 0f ? log : Float.NaN;
    }

    /** log(1+f) + low for √½ ≤ 1+f ≤ √2. */
    private static float log1pReduced(float f, float low) {
        float q = 0.067465514f;
        q = Math.fma(q, f, -0.11675628f);
        q = Math.fma(q, f, 0.1188819f);
        q = Math.fma(q, f, -0.124055944f);
        q = Math.fma(q, f, 0.14219549f);
        q = Math.fma(q, f, -0.16667995f);
        q = Math.fma(q, f, 0.20002119f);
        q = Math.fma(q, f, -0.25000009f);
        q = Math.fma(q, f, 0.33333313f);
        float square = f * f;
        return f + Math.fma(square, -0.5f, Math.fma(square * f, q, low));
    }

    /** log(1+x) for 0 ≤ x ≤ 1; from √2 − 1 on as log 2 + log((1+x)/2). */
    static float log1p(float x) {
        boolean large = x >= 0.41421354f;
        float f = large ? Math.fma(1f + x, 0.5f, -1f) : x;
        float n = large ? 1f : 0f;
        return Math.fma(n, LN2_HIGH, log1pReduced(f, n * LN2_LOW));
    }

    /** An odd polynomial up to 0.625 and 1 − 2/(e^2|x| + 1) beyond. */
    static float tanh(float x) {
        float a = Math.abs(x);
        float z = a * a;
        float q = -0.0057146675f;
        q = Math.fma(q, z, 0.020648556f);
        q = Math.fma(q, z, -0.053742908f);
        q = Math.fma(q, z, 0.13331485f);
        q = Math.fma(q, z, -0.33333284f);
        float y = a < 0.625f ? Math.fma(z * q, a, a) : 1f - 2f / (exp(a + a) + 1f);
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
        float q = 7.889115e-5f;
        q = Math.fma(q, z, -8.02084e-4f);
        q = Math.fma(q, z, 0.005189535f);
        q = Math.fma(q, z, -0.026854444f);
        q = Math.fma(q, z, 0.112836f);
        q = Math.fma(q, z, -0.37612626f);
        q = Math.fma(q, z, 0.12837917f);
        return Math.fma(q, x, x);
    }

    /** erfc by a fit for 1 ≤ a ≤ 4, and 0 beyond. */
    private static float erfcBeyondOne(float a) {
        float p = -2.1686952e-5f;
        p = Math.fma(p, a, 4.4133762e-4f);
        p = Math.fma(p, a, -0.0042045685f);
        p = Math.fma(p, a, 0.025208276f);
        p = Math.fma(p, a, -0.108418606f);
        p = Math.fma(p, a, -0.63321984f);
        p = Math.fma(p, a, -1.1295785f);
        p = Math.fma(p, a, 1.8804366e-4f);
        return a > 4f ? 0f : exp(p);
    }

    /** Φ(x) = (1 + erf(x/√2))/2, without cancellation on the left. */
    static float normalCdf(float x) {
        float t = x * SQRT_HALF;
        float a = Math.abs(t);
        float tail = 0.5f * erfcBeyondOne(a);
        return a < 1f ? Math.fma(0.5f, erfBelowOne(t), 0.5f) : x < 0 ? tail : 1f - tail;
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
        return SQRT_2_OVER_PI * Math.fma(0.044715f * x * x, x, x);
    }

    /** The derivative at x, where v is the value at x or x itself, as {@link Function#derivativeOfValue} says. */
    static float derivative(Function function, float a, float v) {
        return switch (function) {
            case LINEAR -> 1f;
            case SIGMOID -> v * (1f - v);
            case TANH -> Math.fma(-v, v, 1f);
            case RELU -> v > 0 ? 1f : 0f;
            case SOFTPLUS -> sigmoid(v);
            case LEAKY_RELU -> v > 0 ? 1f : a;
            case ELU -> v > 0 ? 1f : a >= 0 ? v + a : a * exp(v);
            case GELU -> Math.fma(v, INVERSE_SQRT_2PI * exp(-0.5f * v * v), normalCdf(v));
            case GELU_TANH -> geluTanhDerivative(v);
            case SILU -> siluDerivative(v);
        };
    }

    private static float siluDerivative(float x) {
        float s = sigmoid(x);
        return Math.fma(x * s, 1f - s, s);
    }

    private static float geluTanhDerivative(float x) {
        float t = tanh(geluArgument(x));
        float inner = SQRT_2_OVER_PI * Math.fma(3 * 0.044715f * x, x, 1f);
        return Math.fma(0.5f * x * Math.fma(-t, t, 1f), inner, Math.fma(0.5f, t, 0.5f));
    }
}
