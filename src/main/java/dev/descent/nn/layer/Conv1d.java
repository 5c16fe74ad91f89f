package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Cross-correlation of a signal [channels, length] with {@code filters} kernels, over zeros of {@code padding} on both sides. Tensors {@code weight}
 * [out, in, kernel] and {@code bias} [out].
 */
@JsonTypeName("conv1d")
public record Conv1d(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Min(1) Integer filters,
        @NotNull @Min(1) @Max(65_536) Integer kernel,
        @Min(1) @Max(65_536) Integer stride,
        @Min(0) @Max(65_536) Integer padding,
        Boolean bias,
        Function activation,
        Initializer initializer,
        Conv1dWeights weights)
        implements Layer {

    public Conv1d {
        stride = stride == null ? Integer.valueOf(1) : stride;
        padding = padding == null ? Integer.valueOf(0) : padding;
        bias = bias == null ? Boolean.TRUE : bias;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Conv1d(name, inputs, filters, kernel, stride, padding, bias, activation, Sliding.initializer(initializer, rectified), weights);
    }

    private Sliding sliding() {
        return Sliding.along(kernel, stride, padding);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        if (weights != null) {
            weights.check(kernel, filters, input == null ? null : Integer.valueOf(input.channels()), bias, complaints);
        }
        return sliding().form(input, filters, complaints);
    }

    @Override
    public List<ParameterSpec> parameters(List<Form> inputs) {
        return sliding().parameters(inputs.getFirst().channels(), filters, bias, initializer,
                weights == null ? null : GivenValues.flatNested(weights.weight()), weights == null ? null : GivenValues.flat(weights.bias()));
    }

    @Override
    public long multiplications(List<Form> inputs) {
        return sliding().multiplications(inputs.getFirst(), filters);
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return sliding().convolve(graph, inputs.getFirst(), parameters);
    }
}
