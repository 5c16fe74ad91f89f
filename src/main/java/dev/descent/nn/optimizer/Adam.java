package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; θ ← θ − η m̂/(√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)
 * (Kingma and Ba 2015).
 */
@JsonTypeName("adam")
public record Adam(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double beta1,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double beta2,
        @DecimalMin("0") @DecimalMax("1") Double epsilon)
        implements Optimizer {

    public Adam {
        learningRate = learningRate == null ? Double.valueOf(0.001) : learningRate;
        beta1 = beta1 == null ? Double.valueOf(0.9) : beta1;
        beta2 = beta2 == null ? Double.valueOf(0.999) : beta2;
        epsilon = epsilon == null ? Double.valueOf(1e-8) : epsilon;
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        prepare(step, learningRate, beta1, beta2, epsilon, constants);
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        update(kernels, theta, gradient, slots, beta1, beta2, constants, from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.adam(theta, gradient, slots[0], slots[1], beta1, beta2, constants[0], constants[1]);
    }

    /** The same for whoever builds on it, without an object per step. */
    static void prepare(long step, double learningRate, double beta1, double beta2, double epsilon, double[] constants) {
        // √v̂ + ε = (√v + ε√(1−β₂ᵗ))/√(1−β₂ᵗ): the corrections become two numbers per step.
        double correction2 = Math.sqrt(1 - power(beta2, step));
        double correction1 = 1 - power(beta1, step);
        constants[0] = epsilon * correction2;
        constants[1] = learningRate * correction2 / correction1;
    }

    static void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double beta1, double beta2, double[] constants, int from, int to) {
        kernels.adam(theta, gradient, slots[0], slots[1], (float) beta1, (float) (1 - beta1), (float) beta2, (float) (1 - beta2), (float) constants[0],
                (float) constants[1], from, to);
    }

    /** By squaring: StrictMath.pow makes arrays. */
    private static double power(double base, long exponent) {
        double power = 1;
        double square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            power *= (left & 1) == 1 ? square : 1;
            square *= square;
        }
        return power;
    }
}
