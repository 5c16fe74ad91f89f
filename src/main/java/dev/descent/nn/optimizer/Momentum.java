package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** v ← αv − ηg; θ ← θ + v (Polyak 1964). The rate stands inside v, so a schedule changes what is still to come only. */
@JsonTypeName("momentum")
public record Momentum(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double momentum)
        implements Optimizer {

    public Momentum {
        learningRate = learningRate == null ? Double.valueOf(0.01) : learningRate;
        momentum = momentum == null ? Double.valueOf(0.9) : momentum;
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
        kernels.momentum(theta, gradient, slots[0], (float) (double) momentum, (float) constants[0], from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.momentum(theta, gradient, slots[0], momentum, constants[0]);
    }
}
