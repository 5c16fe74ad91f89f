package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Inverted dropout: while training each element is 0 with probability {@code rate}, else divided by 1 − rate. */
@JsonTypeName("dropout")
public record Dropout(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) Double rate,
        Function activation)
        implements Layer {

    public Dropout {
        rate = rate == null ? Double.valueOf(0.5) : rate;
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Dropout(name, inputs, rate, activation);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        return inputs.getFirst();
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return training && rate > 0
                ? graph.add(new dev.descent.nn.graph.Dropout(rate, index), inputs.getFirst().node())
                : inputs.getFirst().node();
    }
}
