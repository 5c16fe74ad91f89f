package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.AffineColumns;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.NormalizeRows;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * y = (x − mean)/√(variance + ε)·weight + bias with mean and variance over the columns of each row, the variance divided by their
 * number (Ba et al. 2016); of a sequence at each step alone. The same while training and predicting. Tensors {@code weight} and {@code bias}, one value per column.
 */
@JsonTypeName("layerNorm")
public record LayerNorm(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @DecimalMin("1e-12") @DecimalMax("1") Double epsilon,
        Function activation,
        LayerNormWeights weights)
        implements Layer {

    public LayerNorm {
        epsilon = epsilon == null ? Double.valueOf(1e-5) : epsilon;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new LayerNorm(name, inputs, epsilon, activation, weights);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        if (input != null && input.rank() > 1 && !input.sequence()) {
            complaints.add("", "invalid-model-spec", "must read one line of numbers or a sequence (reads " + input + "): put a flatten layer in front of it, or take batchNorm");
            return null;
        }
        given().check(input == null ? null : Integer.valueOf(input.channels()), complaints);
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        int width = inputs.getFirst().channels();
        return List.of(ParameterSpec.perColumn("weight", width, 1, given().weight(), true),
                ParameterSpec.perColumn("bias", width, 0, given().bias(), true));
    }

    private LayerNormWeights given() {
        return weights == null ? LayerNormWeights.NONE : weights;
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        Node normalized = graph.add(new NormalizeRows((float) (double) epsilon), form.rank() == 1 ? inputs.getFirst().flat(graph) : inputs.getFirst().byPosition(graph, true));
        return graph.add(new AffineColumns(), normalized, parameters.get(0), parameters.get(1));
    }
}
