package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** An activation on its own, with the parameter of those that take one: leakyRelu's {@code slope}, elu's {@code alpha}. */
@JsonTypeName("activation")
public record ActivationLayer(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull Function function,
        @DecimalMin("-1e6") @DecimalMax("1e6") Double slope,
        @DecimalMin("-1e6") @DecimalMax("1e6") Double alpha,
        Function activation)
        implements Layer {

    public ActivationLayer {
        activation = activation == null ? Function.LINEAR : activation;
        if (function == Function.LEAKY_RELU && slope == null) {
            slope = (double) function.defaultParameter();
        }
        if (function == Function.ELU && alpha == null) {
            alpha = (double) function.defaultParameter();
        }
        if (function != null && slope != null && function != Function.LEAKY_RELU) {
            throw new IllegalArgumentException("slope belongs to leakyRelu");
        }
        if (function != null && alpha != null && function != Function.ELU) {
            throw new IllegalArgumentException("alpha belongs to elu");
        }
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new ActivationLayer(name, inputs, function, slope, alpha, activation);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        return inputs.getFirst();
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        double parameter = slope != null ? slope : alpha != null ? alpha : 0;
        return graph.add(new Map(function, (float) parameter), inputs.getFirst().node());
    }
}
