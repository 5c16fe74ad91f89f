package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** g taken at θ̃ = θ + αv; v ← αv − ηg; θ ← θ + v (Nesterov 1983 in the form of Sutskever et al. 2013). */
@JsonTypeName("nesterov")
public record Nesterov(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double momentum)
        implements Optimizer {

    public Nesterov {
        learningRate = learningRate == null ? Double.valueOf(0.01) : learningRate;
        momentum = momentum == null ? Double.valueOf(0.9) : momentum;
    }

    /** The velocity, and θ itself while the parameters stand at θ̃. */
    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void lookAhead(Kernels kernels, float[] theta, float[][] slots, int from, int to) {
        System.arraycopy(theta, from, slots[1], from, to - from);
        kernels.addScaled(theta, slots[0], (float) (double) momentum, from, to);
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        constants[0] = learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        System.arraycopy(slots[1], from, theta, from, to - from);
        kernels.momentum(theta, gradient, slots[0], (float) (double) momentum, (float) constants[0], from, to);
    }

    @Override
    public void lookAhead(double[] theta, double[][] slots) {
        System.arraycopy(theta, 0, slots[1], 0, theta.length);
        DoubleUpdates.addScaled(theta, slots[0], momentum);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        System.arraycopy(slots[1], 0, theta, 0, theta.length);
        DoubleUpdates.momentum(theta, gradient, slots[0], momentum, constants[0]);
    }
}
