package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.DoubleUpdates;
import dev.descent.nn.kernel.Kernels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Stochastic gradient descent: θ ← θ − ηg with g over a mini-batch (Robbins and Monro 1951). */
@JsonTypeName("sgd")
public record Sgd(@DecimalMin(value = "0", inclusive = false) @DecimalMax("100") Double learningRate) implements Optimizer {

    public Sgd {
        learningRate = learningRate == null ? Double.valueOf(0.01) : learningRate;
    }

    @Override
    public int slots() {
        return 0;
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
