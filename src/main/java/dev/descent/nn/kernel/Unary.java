package dev.descent.nn.kernel;

/** The functions of one number that formulas have besides the activations. */
public enum Unary {
    EXP,
    /** natural; −∞ at 0, NaN below */
    LOG,
    SIN,
    COS,
    ABS,
    /** NaN below 0 */
    SQRT,
    /** −1, 0 or 1: the derivative of {@link #ABS}, 0 at 0 */
    SIGN;

    /** Whether f(0) = 0, so that padding stays 0. */
    public boolean isZeroAtZero() {
        return this != EXP && this != LOG && this != COS;
    }

    /** In double, for the numbers that people check by hand; the same bits everywhere. */
    public double value(double x) {
        return switch (this) {
            case EXP -> StrictMath.exp(x);
            case LOG -> StrictMath.log(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case ABS -> Math.abs(x);
            case SQRT -> Math.sqrt(x);
            case SIGN -> Math.signum(x);
        };
    }

    float value(float x) {
        return switch (this) {
            case EXP -> Elementary.exp(x);
            case LOG -> Elementary.log(x);
            case SIN -> Trigonometry.sin(x);
            case COS -> Trigonometry.cos(x);
            case ABS -> Math.abs(x);
            case SQRT -> (float) Math.sqrt(x);
            case SIGN -> Math.signum(x);
        };
    }
}
