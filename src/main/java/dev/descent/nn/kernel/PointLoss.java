package dev.descent.nn.kernel;

/** The losses that look at one output z and its target y at a time; {@code p} is the parameter of those that have one. */
public enum PointLoss {
    /** (z−y)² */
    SQUARED,
    /** |z−y|, derivative 0 where z = y */
    ABSOLUTE,
    /** e²/2 up to |e| = p, then p(|e| − p/2) (Huber 1964) */
    HUBER,
    /** log(1+eᶻ) − yz: cross-entropy of a logit, y in [0, 1] */
    LOGISTIC,
    /** max(0, 1 − yz), y ∈ {−1, 1} */
    HINGE;

    /** Whether the derivative is 0 at z = y = 0, so that padding stays 0. */
    public boolean isZeroAtZero() {
        return this != LOGISTIC;
    }

    /** In double: a loss is a reported figure. */
    double value(float p, float z, float y) {
        double e = (double) z - y;
        return switch (this) {
            case SQUARED -> e * e;
            case ABSOLUTE -> Math.abs(e);
            case HUBER -> Math.abs(e) <= p ? 0.5 * e * e : p * (Math.abs(e) - 0.5 * p);
            case LOGISTIC -> Math.max(z, 0f) - (double) z * y + Elementary.log1p(Elementary.exp(-Math.abs(z)));
            case HINGE -> Math.max(0, 1 - (double) y * z);
        };
    }

    float derivative(float p, float z, float y) {
        float e = z - y;
        return switch (this) {
            case SQUARED -> 2f * e;
            case ABSOLUTE -> Math.signum(e);
            case HUBER -> Math.abs(e) <= p ? e : p * Math.signum(e);
            case LOGISTIC -> Elementary.sigmoid(z) - y;
            case HINGE -> y * z < 1f ? -y : 0f;
        };
    }
}
