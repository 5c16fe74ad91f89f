package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** E ← γE + (1−γ)g²; θ ← θ − η g / (√E + ε) (Tieleman and Hinton 2012). */
@JsonTypeName("rmsprop")
public record RmsProp(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double decay,
        @DecimalMin("0") @DecimalMax("1") Double epsilon)
        implements Optimizer {

    public RmsProp {
        learningRate = learningRate == null ? Double.valueOf(0.001) : learningRate;
        decay = decay == null ? Double.valueOf(0.9) : decay;
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
        kernels.rmsProp(theta, gradient, slots[0], (float) (double) decay, (float) (1 - decay), (float) (double) epsilon, (float) constants[0], from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.rmsProp(theta, gradient, slots[0], decay, epsilon, constants[0]);
    }
}
