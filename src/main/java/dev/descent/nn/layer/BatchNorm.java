package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.AffineColumns;
import dev.descent.nn.graph.ColumnMean;
import dev.descent.nn.graph.ColumnVariance;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.NormalizeColumns;
import dev.descent.nn.graph.RunningAverage;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * y = (x − mean)/√(variance + ε)·weight + bias for each column (Ioffe and Szegedy 2015). While training, mean and variance are
 * those of the batch of m rows, and the running ones follow: running ← (1 − momentum)·running + momentum·batch, where the batch is
 * normalized by the variance over m and the running variance takes the one over m − 1. Predictions use the running ones.
 * A batch of a single row (the last of an epoch can be) normalizes to 0 and leaves the running variance as it is.
 * Tensors {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}, one value per column; the last two are not
 * trained.
 */
@JsonTypeName("batchNorm")
public record BatchNorm(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @DecimalMin("1e-12") @DecimalMax("1") Double epsilon,
        @DecimalMin("0") @DecimalMax("1") Double momentum,
        Function activation,
        BatchNormWeights weights)
        implements Layer {

    public BatchNorm {
        epsilon = epsilon == null ? Double.valueOf(1e-5) : epsilon;
        momentum = momentum == null ? Double.valueOf(0.1) : momentum;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new BatchNorm(name, inputs, epsilon, momentum, activation, weights);
    }

    @Override
    public Integer width(List<Integer> inputs, Complaints complaints) {
        given().check(inputs.getFirst(), complaints);
        return inputs.getFirst();
    }

    @Override
    public List<ParameterSpec> parameters(List<Integer> inputs) {
        int width = inputs.getFirst();
        return List.of(ParameterSpec.perColumn("weight", width, 1, given().weight(), true),
                ParameterSpec.perColumn("bias", width, 0, given().bias(), true),
                ParameterSpec.perColumn("running_mean", width, 0, given().runningMean(), false),
                ParameterSpec.perColumn("running_var", width, 1, given().runningVariance(), false));
    }

    private BatchNormWeights given() {
        return weights == null ? BatchNormWeights.NONE : weights;
    }

    @Override
    public Node build(GraphBuilder graph, List<Node> inputs, List<Node> parameters, boolean training, int index) {
        Node x = inputs.getFirst();
        Node mean = parameters.get(2);
        Node variance = parameters.get(3);
        if (training) {
            Node batchMean = graph.add(new ColumnMean(), x);
            Node batchVariance = graph.add(new ColumnVariance(), x, batchMean);
            graph.add(new RunningAverage(momentum, false), mean, batchMean);
            graph.add(new RunningAverage(momentum, true), variance, batchVariance);
            mean = batchMean;
            variance = batchVariance;
        }
        Node normalized = graph.add(new NormalizeColumns((float) (double) epsilon), x, mean, variance);
        return graph.add(new AffineColumns(), normalized, parameters.get(0), parameters.get(1));
    }

    @Override
    public boolean mixesRows() {
        return true;
    }
}
