package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.LookUp;
import dev.descent.nn.graph.Node;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A vector for each of {@code vocabulary} numbers from 0: features [n] of such numbers become a sequence [n, dimension]. Tensor
 * {@code weight} [vocabulary, dimension].
 */
@JsonTypeName("embedding")
public record Embedding(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Min(1) @Max(16_777_216) Integer vocabulary,
        @NotNull @Min(1) @Max(65_536) Integer dimension,
        Function activation,
        Initializer initializer,
        EmbeddingWeights weights)
        implements Layer {

    public Embedding {
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Embedding(name, inputs, vocabulary, dimension, activation, Sliding.initializer(initializer, rectified), weights);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        if (weights != null) {
            GivenValues.checkNested(weights.weight(), List.of(vocabulary, dimension), "/weights/weight", complaints);
        }
        var input = inputs.getFirst();
        if (this.inputs != null && !this.inputs.equals(List.of("input"))) {
            complaints.add("/inputs", "invalid-model-spec", "must read the features themselves, \"input\": what another layer gives is no number of an entry");
        } else if (input != null && input.rank() > 1) {
            complaints.add("", "invalid-model-spec", "must read one line of numbers (reads " + input + "): leave the model's inputShape out, or give it as [" + input.size() + "]");
        } else if (input != null) {
            return Form.sequence(input.size(), dimension);
        }
        return null;
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        return List.of(new ParameterSpec("weight", List.of(vocabulary, dimension), initializer, vocabulary, dimension,
                weights == null ? null : GivenValues.flatNested(weights.weight()), new Storage.Table(vocabulary, dimension), true));
    }

    @Override
    public long multiplications(List<Form> inputs) {
        return (long) inputs.getFirst().size() * dimension;
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return graph.add(new LookUp(), inputs.getFirst().flat(graph), parameters.getFirst());
    }
}
