package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** G ← G + g²; θ ← θ − η g / √(ε + G) (Duchi, Hazan and Singer 2011). */
@JsonTypeName("adagrad")
public record AdaGrad(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax("1") Double epsilon)
        implements Optimizer {

    public AdaGrad {
        learningRate = learningRate == null ? Double.valueOf(0.01) : learningRate;
        epsilon = epsilon == null ? Double.valueOf(1e-8) : epsilon;
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        constants[0] = learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        kernels.adaGrad(theta, gradient, slots[0], (float) (double) epsilon, (float) constants[0], from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.adaGrad(theta, gradient, slots[0], epsilon, constants[0]);
    }
}
