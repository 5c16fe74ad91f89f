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
 * y = (x − mean)/√(variance + ε)·weight + bias for each column, or for each channel over all its positions (Ioffe and Szegedy 2015). While training, mean and variance are
 * those of the batch of m values, and the running ones follow: running ← (1 − momentum)·running + momentum·batch, where the batch is
 * normalized by the variance over m and the running variance takes the one over m − 1. Predictions use the running ones.
 * A batch of a single value (a last row alone can be one) normalizes to 0 and leaves the running variance as it is.
 * Tensors {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}, one value per column or channel; the last two are not
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
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        given().check(input == null ? null : Integer.valueOf(input.channels()), complaints);
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        int width = inputs.getFirst().channels();
        return List.of(ParameterSpec.perColumn("weight", width, 1, given().weight(), true),
                ParameterSpec.perColumn("bias", width, 0, given().bias(), true),
                ParameterSpec.perColumn("running_mean", width, 0, given().runningMean(), false),
                ParameterSpec.perColumn("running_var", width, 1, given().runningVariance(), false));
    }

    private BatchNormWeights given() {
        return weights == null ? BatchNormWeights.NONE : weights;
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        Node x = form.rank() == 1 ? inputs.getFirst().flat(graph) : inputs.getFirst().byPosition(graph, form.sequence());
        Node mean = parameters.get(2);
        Node variance = parameters.get(3);
        if (training) {
            Node batchMean = graph.add(new ColumnMean(), x);
            Node batchVariance = graph.add(new ColumnVariance(), x, batchMean);
            graph.add(new RunningAverage(momentum, x.shape().positions(), false), mean, batchMean);
            graph.add(new RunningAverage(momentum, x.shape().positions(), true), variance, batchVariance);
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
