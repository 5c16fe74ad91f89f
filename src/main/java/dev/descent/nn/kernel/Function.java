package dev.descent.nn.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The elementwise functions that serve as activations; {@code a} is the parameter of those that have one. */
public enum Function {
    /** x */
    @JsonProperty("linear")
    LINEAR,
    /** 1/(1+e⁻ˣ) */
    @JsonProperty("sigmoid")
    SIGMOID,
    @JsonProperty("tanh")
    TANH,
    /** max(0, x), derivative 0 at 0 */
    @JsonProperty("relu")
    RELU,
    /** log(1+eˣ) without overflow */
    @JsonProperty("softplus")
    SOFTPLUS,
    /** x for x > 0, else a·x (Maas et al. 2013) */
    @JsonProperty("leakyRelu")
    LEAKY_RELU,
    /** x for x > 0, else a(eˣ − 1) (Clevert et al. 2016) */
    @JsonProperty("elu")
    ELU,
    /** x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016) */
    @JsonProperty("gelu")
    GELU,
    /** x/2·(1 + tanh(√(2/π)(x + 0.044715x³))) (the same paper's approximation) */
    @JsonProperty("geluTanh")
    GELU_TANH,
    /** x·sigmoid(x) */
    @JsonProperty("silu")
    SILU;

    /** Leaky ReLU's slope and ELU's α where none is given. */
    public float defaultParameter() {
        return this == LEAKY_RELU ? 0.01f : this == ELU ? 1f : 0f;
    }

    /**
     * Whether f′(x) is computed from y = f(x), so that x need not be kept; else from x. A negative {@code a} folds the left half
     * up, and the sign of y no longer tells that of x.
     */
    public boolean derivativeOfValue(float a) {
        return switch (this) {
            case LINEAR, SIGMOID, TANH, RELU -> true;
            case LEAKY_RELU, ELU -> a >= 0;
            case SOFTPLUS, GELU, GELU_TANH, SILU -> false;
        };
    }

    /** Whether f(0) = 0, so that padding stays 0. */
    public boolean isZeroAtZero() {
        return this != SIGMOID && this != SOFTPLUS;
    }

    /** Whether it passes the positive half on more or less unchanged, which is what He's initialization reckons with. */
    public boolean isRectifier() {
        return switch (this) {
            case RELU, LEAKY_RELU, ELU, GELU, GELU_TANH, SILU -> true;
            case LINEAR, SIGMOID, TANH, SOFTPLUS -> false;
        };
    }

    /**
     * f(x) in double, for the numbers that people check by hand: of the functions that a formula may name; the same bits everywhere.
     *
     * @throws IllegalStateException for the others
     */
    public double value(double x) {
        return switch (this) {
            case LINEAR -> x;
            case SIGMOID -> sigmoid(x);
            case TANH -> StrictMath.tanh(x);
            case RELU -> x <= 0 ? 0 : x;
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            case LEAKY_RELU, ELU, GELU, GELU_TANH, SILU -> throw new IllegalStateException(this + " stands in no formula");
        };
    }

    /** f′ likewise, from f(x) or from x as {@link #derivativeOfValue} says. */
    public double derivative(double v) {
        return switch (this) {
            case LINEAR -> 1;
            case SIGMOID -> v * (1 - v);
            case TANH -> 1 - v * v;
            case RELU -> v > 0 ? 1 : 0;
            case SOFTPLUS -> sigmoid(v);
            case LEAKY_RELU, ELU, GELU, GELU_TANH, SILU -> throw new IllegalStateException(this + " stands in no formula");
        };
    }

    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }
}
