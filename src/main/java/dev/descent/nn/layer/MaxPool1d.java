package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.MaxPool;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Largest value of each window of a signal [channels, length], channel by channel; positions that fill no window are left out. Windows lie side by
 * side where no stride is given.
 */
@JsonTypeName("maxPool1d")
public record MaxPool1d(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Min(1) @Max(65_536) Integer kernel,
        @Min(1) @Max(65_536) Integer stride,
        Function activation)
        implements Layer {

    public MaxPool1d {
        stride = stride == null ? kernel : stride;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new MaxPool1d(name, inputs, kernel, stride, activation);
    }

    private Sliding sliding() {
        return Sliding.along(kernel, stride, 0);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var input = inputs.getFirst();
        return sliding().form(input, input == null ? 1 : input.channels(), complaints);
    }

    @Override
    public long multiplications(List<Form> inputs) {
        return inputs.getFirst().size();
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        var window = sliding().window(inputs.getFirst().form());
        return graph.add(new MaxPool(window), inputs.getFirst().byPosition(graph, form.sequence()));
    }
}
