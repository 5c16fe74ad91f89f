package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
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
    public void prepare(long step, double learningRate, float[] constants) {
        constants[0] = (float) -learningRate;
    }

    @Override
    public void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, float[] constants, int from, int to) {
        kernels.addScaled(theta, gradient, constants[0], from, to);
    }
}
