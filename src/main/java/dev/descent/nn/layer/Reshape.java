package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The same numbers, row-major, under another shape: {@code [channels, rows, columns]}, {@code [channels, length]}, {@code [time, features]} or {@code [n]}. */
@JsonTypeName("reshape")
public record Reshape(
        @Size(min = 1, max = 200) String name,
        @Size(min = 1, max = 64) List<String> inputs,
        @NotNull @Size(min = 1, max = 3) List<@NotNull @Min(1) @Max(16_777_216) Integer> shape,
        Function activation)
        implements Layer {

    public Reshape {
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Reshape(name, inputs, shape, activation);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var form = new Form(shape, false);
        var input = inputs.getFirst();
        if (input != null && input.size() != form.size()) {
            complaints.add("/shape", "invalid-model-spec", "must hold " + input.size() + " numbers, as many as " + input + " that it reads (holds " + form.size() + ")");
            return null;
        }
        return form;
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return inputs.getFirst().flat(graph);
    }
}
