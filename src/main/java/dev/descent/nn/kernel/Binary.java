package dev.descent.nn.kernel;

/** What formulas make of two numbers, besides adding them. */
public enum Binary {
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    /** NaN if either is; −0 is smaller than 0 */
    MINIMUM,
    MAXIMUM,
    /** aᵇ = e^(b·log a): 1 for b = 0, and NaN for a negative base, which needs a whole exponent that is known beforehand */
    POWER;

    /** Whether f(0, 0) = 0, so that padding stays 0. */
    public boolean isZeroAtZero() {
        return this != DIVIDE && this != POWER;
    }

    /** In double, for the numbers that people check by hand; the same bits everywhere. */
    public double value(double a, double b) {
        return switch (this) {
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case POWER -> b == 0 ? 1 : a < 0 ? Double.NaN : StrictMath.pow(a, b);
        };
    }

    float value(float a, float b) {
        return switch (this) {
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
            case POWER -> b == 0f ? 1f : Elementary.exp(b * Elementary.log(a));
        };
    }
}
