package dev.descent.nn.kernel;

import jdk.incubator.vector.FloatVector;

/** {@link Coefficients} in every lane: constants to the compiler, which then need no code of their own in a loop. */
final class VectorCoefficients {

    static final FloatVector ZERO = all(0f);
    static final FloatVector HALF = all(0.5f);
    static final FloatVector MINUS_HALF = all(-0.5f);
    static final FloatVector ONE = all(1f);
    static final FloatVector MINUS_ONE = all(-1f);
    static final FloatVector TWO = all(2f);
    static final FloatVector INFINITE = all(Float.POSITIVE_INFINITY);
    static final FloatVector MINUS_INFINITE = all(Float.NEGATIVE_INFINITY);
    static final FloatVector SMALLEST_NORMAL = all(Float.MIN_NORMAL);
    static final FloatVector NOT_A_NUMBER = all(Float.NaN);

    static final FloatVector ROUND = all(Coefficients.ROUND);
    static final FloatVector LOG2_E = all(Coefficients.LOG2_E);
    static final FloatVector LN2_HIGH = all(Coefficients.LN2_HIGH);
    static final FloatVector MINUS_LN2_HIGH = all(-Coefficients.LN2_HIGH);
    static final FloatVector LN2_LOW = all(Coefficients.LN2_LOW);
    static final FloatVector MINUS_LN2_LOW = all(-Coefficients.LN2_LOW);
    static final FloatVector SQRT_HALF = all(Coefficients.SQRT_HALF);
    static final FloatVector INVERSE_SQRT_2PI = all(Coefficients.INVERSE_SQRT_2PI);
    static final FloatVector SQRT_2_OVER_PI = all(Coefficients.SQRT_2_OVER_PI);
    static final FloatVector GELU_CUBIC = all(Coefficients.GELU_CUBIC);
    static final FloatVector GELU_CUBIC_SLOPE = all(3 * Coefficients.GELU_CUBIC);
    static final FloatVector EXP_LOWEST = all(Coefficients.EXP_LOWEST);
    static final FloatVector EXP_HIGHEST = all(Coefficients.EXP_HIGHEST);
    static final FloatVector TANH_SMALL = all(Coefficients.TANH_SMALL);
    static final FloatVector ERFC_HIGHEST = all(Coefficients.ERFC_HIGHEST);
    static final FloatVector LOG1P_SMALL = all(Coefficients.LOG1P_SMALL);

    static final FloatVector EXP_2 = all(Coefficients.EXP_2);
    static final FloatVector EXP_3 = all(Coefficients.EXP_3);
    static final FloatVector EXP_4 = all(Coefficients.EXP_4);
    static final FloatVector EXP_5 = all(Coefficients.EXP_5);
    static final FloatVector EXP_6 = all(Coefficients.EXP_6);

    static final FloatVector LOG_SCALE = all(Coefficients.LOG_SCALE);
    static final FloatVector LOG_BIAS = all(Coefficients.LOG_BIAS);
    static final FloatVector LOG_BIAS_SCALED = all(Coefficients.LOG_BIAS_SCALED);
    static final FloatVector LOG_3 = all(Coefficients.LOG_3);
    static final FloatVector LOG_4 = all(Coefficients.LOG_4);
    static final FloatVector LOG_5 = all(Coefficients.LOG_5);
    static final FloatVector LOG_6 = all(Coefficients.LOG_6);
    static final FloatVector LOG_7 = all(Coefficients.LOG_7);
    static final FloatVector LOG_8 = all(Coefficients.LOG_8);
    static final FloatVector LOG_9 = all(Coefficients.LOG_9);
    static final FloatVector LOG_10 = all(Coefficients.LOG_10);
    static final FloatVector LOG_11 = all(Coefficients.LOG_11);

    static final FloatVector TANH_3 = all(Coefficients.TANH_3);
    static final FloatVector TANH_5 = all(Coefficients.TANH_5);
    static final FloatVector TANH_7 = all(Coefficients.TANH_7);
    static final FloatVector TANH_9 = all(Coefficients.TANH_9);
    static final FloatVector TANH_11 = all(Coefficients.TANH_11);

    static final FloatVector ERF_1 = all(Coefficients.ERF_1);
    static final FloatVector ERF_3 = all(Coefficients.ERF_3);
    static final FloatVector ERF_5 = all(Coefficients.ERF_5);
    static final FloatVector ERF_7 = all(Coefficients.ERF_7);
    static final FloatVector ERF_9 = all(Coefficients.ERF_9);
    static final FloatVector ERF_11 = all(Coefficients.ERF_11);
    static final FloatVector ERF_13 = all(Coefficients.ERF_13);

    static final FloatVector ERFC_0 = all(Coefficients.ERFC_0);
    static final FloatVector ERFC_1 = all(Coefficients.ERFC_1);
    static final FloatVector ERFC_2 = all(Coefficients.ERFC_2);
    static final FloatVector ERFC_3 = all(Coefficients.ERFC_3);
    static final FloatVector ERFC_4 = all(Coefficients.ERFC_4);
    static final FloatVector ERFC_5 = all(Coefficients.ERFC_5);
    static final FloatVector ERFC_6 = all(Coefficients.ERFC_6);
    static final FloatVector ERFC_7 = all(Coefficients.ERFC_7);

    static final FloatVector CDF_SCALE = all(Coefficients.CDF_SCALE);

    static final FloatVector CDF_1 = all(Coefficients.CDF_1);
    static final FloatVector CDF_2 = all(Coefficients.CDF_2);
    static final FloatVector CDF_3 = all(Coefficients.CDF_3);
    static final FloatVector CDF_4 = all(Coefficients.CDF_4);
    static final FloatVector CDF_5 = all(Coefficients.CDF_5);
    static final FloatVector CDF_6 = all(Coefficients.CDF_6);
    static final FloatVector CDF_7 = all(Coefficients.CDF_7);
    static final FloatVector CDF_8 = all(Coefficients.CDF_8);

    static final FloatVector TWO_OVER_PI = all(Coefficients.TWO_OVER_PI);
    static final FloatVector MINUS_HALF_PI_1 = all(-Coefficients.HALF_PI_1);
    static final FloatVector MINUS_HALF_PI_2 = all(-Coefficients.HALF_PI_2);
    static final FloatVector MINUS_HALF_PI_3 = all(-Coefficients.HALF_PI_3);
    static final FloatVector SIN_3 = all(Coefficients.SIN_3);
    static final FloatVector SIN_5 = all(Coefficients.SIN_5);
    static final FloatVector SIN_7 = all(Coefficients.SIN_7);
    static final FloatVector COS_4 = all(Coefficients.COS_4);
    static final FloatVector COS_6 = all(Coefficients.COS_6);
    static final FloatVector COS_8 = all(Coefficients.COS_8);

    private VectorCoefficients() {}

    private static FloatVector all(float x) {
        return FloatVector.broadcast(VectorKernels.SPECIES, x);
    }
}
