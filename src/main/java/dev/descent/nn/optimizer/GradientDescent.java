package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** θ ← θ − ηg with g over the whole training set (Cauchy 1847). */
@JsonTypeName("gd")
public record GradientDescent(@DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate)
        implements Optimizer {

    public GradientDescent {
        learningRate = learningRate == null ? Double.valueOf(0.01) : learningRate;
    }

    @Override
    public int slots() {
        return 0;
    }

    @Override
    public boolean isFullBatch() {
        return true;
    }

    @Override
    public void prepare(long step, double learningRate, double[] constants) {
        constants[0] = -learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to) {
        kernels.addScaled(theta, gradient, (float) constants[0], from, to);
    }

    @Override
    public void update(double[] theta, double[] gradient, double[][] slots, double[] constants) {
        DoubleUpdates.addScaled(theta, gradient, constants[0]);
    }
}
