package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Cross-correlation of an image [channels, rows, columns] with {@code filters} kernels, over zeros of {@code padding} on all four sides. Tensors {@code weight}
 * [out, in, kernel rows, kernel columns] and {@code bias} [out].
 */
@JsonTypeName("conv2d")
public record Conv2d(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Min(1) Integer filters,
        @NotNull Extent kernel,
        Extent stride,
        Extent padding,
        Boolean bias,
        Function activation,
        Initializer initializer,
        Conv2dWeights weights)
        implements Layer {

    public Conv2d {
        stride = stride == null ? Extent.of(1, 1) : stride;
        padding = padding == null ? Extent.of(0, 0) : padding;
        bias = bias == null ? Boolean.TRUE : bias;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Conv2d(name, inputs, filters, kernel, stride, padding, bias, activation, Sliding.initializer(initializer, rectified), weights);
    }

    private Sliding sliding() {
        return new Sliding(2, kernel, stride, padding);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        if (weights != null) {
            weights.check(List.of(kernel.rows(), kernel.columns()), filters, input == null ? null : Integer.valueOf(input.channels()), bias, complaints);
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
