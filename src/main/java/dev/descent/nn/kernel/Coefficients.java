package dev.descent.nn.kernel;

/** The numbers of both twins of {@link Elementary}; the polynomials are minimax fits made for Descent on the intervals named here. */
final class Coefficients {

    /** 1.5·2²³: adding and subtracting it rounds a small float to the nearest integer. */
    static final float ROUND = 12582912f;
    static final float LOG2_E = 1.4426950408889634f;
    /** ln 2 in two parts; the first has few bits, so that its product with a small integer is exact. */
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;

    /** Bits of a float: sign and exponent, the rest, and what stands for 1 and for ½. */
    static final int EXPONENT_BITS = 0xff800000;
    static final int FRACTION_BITS = 0x7fffff;
    static final int ONE_BITS = 0x3f800000;
    static final int HALF_BITS = 0x3f000000;

    static final float SQRT_HALF = 0.70710678f;
    static final float INVERSE_SQRT_2PI = 0.3989422804f;
    static final float SQRT_2_OVER_PI = 0.7978845608f;
    static final float GELU_CUBIC = 0.044715f;

    /** Where eˣ has become 0 or infinite, and where branches part. */
    static final float EXP_LOWEST = -104f;
    static final float EXP_HIGHEST = 89f;
    static final float TANH_SMALL = 0.625f;
    static final float ERFC_HIGHEST = 4f;
    static final float LOG1P_SMALL = 0.41421354f;

    /** eʳ = 1 + r + r²(EXP_2 + …) for |r| ≤ ln 2 / 2. */
    static final float EXP_2 = 0.49999994f;
    static final float EXP_3 = 0.16666521f;
    static final float EXP_4 = 0.04166839f;
    static final float EXP_5 = 0.0083687175f;
    static final float EXP_6 = 0.0013814594f;

    /** A subnormal is scaled up first; the exponent bits of x = 2ⁿ·m with ½ ≤ m < 1 are n + LOG_BIAS then, or n + LOG_BIAS_SCALED. */
    static final float LOG_SCALE = 0x1p24f;
    static final float LOG_BIAS = 126f;
    static final float LOG_BIAS_SCALED = LOG_BIAS + 24f;

    /** log(1+f) = f − f²/2 + f³(LOG_3 + …) for √½ ≤ 1+f ≤ √2. */
    static final float LOG_3 = 0.33333313f;
    static final float LOG_4 = -0.25000009f;
    static final float LOG_5 = 0.20002119f;
    static final float LOG_6 = -0.16667995f;
    static final float LOG_7 = 0.14219549f;
    static final float LOG_8 = -0.124055944f;
    static final float LOG_9 = 0.1188819f;
    static final float LOG_10 = -0.11675628f;
    static final float LOG_11 = 0.067465514f;

    /** tanh x = x + x³(TANH_3 + …) for |x| < 0.625, in powers of x². */
    static final float TANH_3 = -0.33333284f;
    static final float TANH_5 = 0.13331485f;
    static final float TANH_7 = -0.053742908f;
    static final float TANH_9 = 0.020648556f;
    static final float TANH_11 = -0.0057146675f;

    /** erf x = x + x(ERF_1 + …) for |x| < 1, in powers of x². */
    static final float ERF_1 = 0.12837917f;
    static final float ERF_3 = -0.37612626f;
    static final float ERF_5 = 0.112836f;
    static final float ERF_7 = -0.026854444f;
    static final float ERF_9 = 0.005189535f;
    static final float ERF_11 = -8.02084e-4f;
    static final float ERF_13 = 7.889115e-5f;

    /** log erfc a = ERFC_0 + … for 1 ≤ a ≤ 4. */
    static final float ERFC_0 = 1.8804366e-4f;
    static final float ERFC_1 = -1.1295785f;
    static final float ERFC_2 = -0.63321984f;
    static final float ERFC_3 = -0.108418606f;
    static final float ERFC_4 = 0.025208276f;
    static final float ERFC_5 = -0.0042045685f;
    static final float ERFC_6 = 4.4133762e-4f;
    static final float ERFC_7 = -2.1686952e-5f;

    /** Φ(−a)·e^(a²/2) = t(½ + CDF_1·s + …) with t = 1/(1 + CDF_SCALE·a) and s = 1 − t for 0 ≤ a ≤ 14.5. */
    static final float CDF_SCALE = 0.35f;
    static final float CDF_1 = -0.6398329f;
    static final float CDF_2 = 0.26106027f;
    static final float CDF_3 = 0.102527134f;
    static final float CDF_4 = -0.06372738f;
    static final float CDF_5 = -0.017080149f;
    static final float CDF_6 = -0.062783815f;
    static final float CDF_7 = 0.08837739f;
    static final float CDF_8 = -0.028918657f;

    /** Up to where sin and cos reduce by three floats. */
    static final float SIN_HIGHEST = 65536f;
    static final float TWO_OVER_PI = 0.63661975f;
    /** π/2 in three parts. */
    static final float HALF_PI_1 = 1.5707964f;
    static final float HALF_PI_2 = -4.371139e-8f;
    static final float HALF_PI_3 = -1.7151245e-15f;

    /** sin r = r + r³(SIN_3 + …) for |r| ≤ π/4, in powers of r²; with those of cos from Cephes (Moshier 1989). */
    static final float SIN_3 = -1.6666654611e-1f;
    static final float SIN_5 = 8.3321608736e-3f;
    static final float SIN_7 = -1.9515295891e-4f;

    /** cos r = 1 − r²/2 + r⁴(COS_4 + …) for |r| ≤ π/4, in powers of r². */
    static final float COS_4 = 4.166664568298827e-2f;
    static final float COS_6 = -1.388731625493765e-3f;
    static final float COS_8 = 2.443315711809948e-5f;

    private Coefficients() {}
}
