package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * E ← γE + (1−γ)g², then with unit correction (Zeiler 2012) Δ = −√(U + ε)/√(E + ε)·g; U ← γU + (1−γ)Δ²; θ ← θ + ηΔ,
 * and without it (the lecture's form) θ ← θ − η g / √(E + ε).
 */
@JsonTypeName("adadelta")
public record AdaDelta(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double decay,
        @DecimalMin("0") @DecimalMax("1") Double epsilon,
        Boolean unitCorrection)
        implements Optimizer {

    public AdaDelta {
        unitCorrection = unitCorrection == null ? Boolean.TRUE : unitCorrection;
        learningRate = learningRate == null ? Double.valueOf(1) : learningRate;
        decay = decay == null ? Double.valueOf(unitCorrection ? 0.95 : 0.9) : decay;
        epsilon = epsilon == null ? Double.valueOf(unitCorrection ? 1e-6 : 1e-8) : epsilon;
    }

    @Override
    public int slots() {
        return unitCorrection ? 2 : 1;
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        constants[0] = learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        float keep = (float) (double) decay;
        float add = (float) (1 - decay);
        float eps = (float) (double) epsilon;
        if (unitCorrection) {
            kernels.adaDelta(theta, gradient, slots[0], slots[1], keep, add, eps, (float) constants[0], from, to);
        } else {
            kernels.decayedAdaGrad(theta, gradient, slots[0], keep, add, eps, (float) constants[0], from, to);
        }
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        if (unitCorrection) {
            DoubleUpdates.adaDelta(theta, gradient, slots[0], slots[1], decay, epsilon, constants[0]);
        } else {
            DoubleUpdates.decayedAdaGrad(theta, gradient, slots[0], decay, epsilon, constants[0]);
        }
    }
}
