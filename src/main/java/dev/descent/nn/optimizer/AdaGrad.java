package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
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
    public void prepare(long step, double learningRate, float[] constants) {
        constants[0] = (float) learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, float[] constants, int from, int to) {
        kernels.adaGrad(theta, gradient, slots[0], (float) (double) epsilon, constants[0], from, to);
    }
}
