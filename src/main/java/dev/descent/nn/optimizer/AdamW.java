package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** θ ← θ − ηλθ, then {@link Adam}: decoupled weight decay on all parameters (Loshchilov and Hutter 2019). */
@JsonTypeName("adamw")
public record AdamW(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double beta1,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double beta2,
        @DecimalMin("0") @DecimalMax("1") Double epsilon,
        @DecimalMin("0") @DecimalMax("100") Double weightDecay)
        implements Optimizer {

    public AdamW {
        var adam = new Adam(learningRate, beta1, beta2, epsilon);
        learningRate = adam.learningRate();
        beta1 = adam.beta1();
        beta2 = adam.beta2();
        epsilon = adam.epsilon();
        weightDecay = weightDecay == null ? Double.valueOf(0.01) : weightDecay;
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        Adam.prepare(step, learningRate, beta1, beta2, epsilon, constants);
        constants[2] = 1 - learningRate * weightDecay;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        kernels.scale(theta, (float) constants[2], from, to);
        Adam.update(kernels, theta, gradient, slots, beta1, beta2, constants, from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.scale(theta, constants[2]);
        DoubleUpdates.adam(theta, gradient, slots[0], slots[1], beta1, beta2, constants[0], constants[1]);
    }
}
