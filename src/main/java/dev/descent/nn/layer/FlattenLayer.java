package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Size;
import java.util.List;

/** One line of numbers from whatever it reads, row-major: channel by channel of an image, step by step of a sequence. */
@JsonTypeName("flatten")
public record FlattenLayer(@Size(min = 1, max = 200) String name, @Size(min = 1, max = 64) List<String> inputs, Function activation) implements Layer {

    public FlattenLayer {
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new FlattenLayer(name, inputs, activation);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        return inputs.getFirst() == null ? null : Form.flat(inputs.getFirst().size());
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return inputs.getFirst().flat(graph);
    }
}
