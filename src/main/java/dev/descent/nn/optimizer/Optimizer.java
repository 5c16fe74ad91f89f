package dev.descent.nn.optimizer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.kernel.Kernels;

/**
 * One rule for moving the parameters θ against the gradient g with the learning rate η. All arithmetic on
 * hyper-parameters is done in double; only what multiplies a tensor is narrowed to float. Each rule works on tensors of float, and in
 * double on a few numbers that people check by hand.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Optimizer
        permits GradientDescent, Sgd, Momentum, Nesterov, AdaGrad, AdaDelta, RmsProp, Adam, AdamW {

    /** Most numbers that {@link #prepare} leaves. */
    int CONSTANTS = 3;

    /** η₀, the rate before the schedule. */
    Double learningRate();

    /** Number of state tensors, all zero at the start, that go with each parameter tensor. */
    int slots();

    /** Whether each step sees the whole training set, whatever the batch size says. */
    @JsonIgnore
    default boolean isFullBatch() {
        return false;
    }

    /** Moves elements [from, to) of a parameter tensor to where the gradient is to be taken; most rules take it where they are. */
    default void lookAhead(Kernels kernels, float[] theta, float[][] slots, int from, int to) {}

    /** The same in double. */
    default void lookAhead(double[] theta, double[][] slots) {}

    /**
     * Computes what is the same for all elements of one step, such as bias corrections and the rate.
     *
     * @param step         number of this update, from 1
     * @param learningRate η of this step, after the schedule
     * @param constants    [{@link #CONSTANTS}], handed on to {@link #update}
     */
    void prepare(long step, double learningRate, double[] constants);

    /**
     * Updates elements [from, to) of one parameter tensor in place; every element goes its own way, so any split gives the same bits.
     *
     * @param theta     parameters [n]
     * @param gradient  g [n], penalties and clipping included
     * @param slots     this tensor's state, {@link #slots()} arrays [n]
     * @param constants of this step
     */
    void update(Kernels kernels, float[] theta, float[] gradient, float[][] slots, double[] constants, int from, int to);

    /** The same rule in double. */
    void update(double[] theta, double[] gradient, double[][] slots, double[] constants);
}
