package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Product;
import dev.descent.nn.initializer.HeNormal;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.initializer.XavierUniform;
import dev.descent.nn.initializer.Zeros;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;

/** z = W x + b: every unit reads every input. Tensors {@code weight} [out, in] and {@code bias} [out]. */
@JsonTypeName("dense")
public record Dense(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @Min(1) Integer units,
        Boolean bias,
        Function activation,
        Initializer initializer,
        DenseWeights weights)
        implements Layer {

    public Dense {
        bias = bias == null ? Boolean.TRUE : bias;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        var start = initializer != null ? initializer : rectified ? new HeNormal() : new XavierUniform();
        return new Dense(name, inputs, this.units == null ? units : this.units, bias, activation, start, weights);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        if (input != null && input.rank() > 1) {
            complaints.add("", "invalid-model-spec", "must read one line of numbers (reads " + input + "): put a flatten layer in front of it");
        } else if (units != null && weights != null) {
            weights.check(units, input == null ? null : Integer.valueOf(input.size()), bias, complaints);
        }
        return units == null ? null : Form.flat(units);
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        int in = inputs.getFirst().size();
        var weight = new ParameterSpec("weight", List.of(units, in), initializer, in, units, weights == null ? null : weights.flatWeight());
        if (!bias) {
            return List.of(weight);
        }
        return List.of(weight, new ParameterSpec("bias", List.of(units), new Zeros(), in, units, weights == null ? null : weights.flatBias()));
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        // out [B,O] = in [B,I] · weightᵀ [I,O] + bias [O]
        Node x = inputs.getFirst().flat(graph);
        Node weight = parameters.getFirst();
        return bias ? graph.add(new Product(), x, weight, parameters.getLast()) : graph.add(new Product(), x, weight);
    }
}
