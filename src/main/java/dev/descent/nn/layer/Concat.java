package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;

/** Two or more layers side by side, in the order of {@code inputs}. */
@JsonTypeName("concat")
public record Concat(@Size(min = 1, max = 200) String name, @Size(min = 1, max = 64) List<String> inputs, Function activation)
        implements Layer {

    public Concat {
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Concat(name, inputs, activation);
    }

    @Override
    public Integer width(List<Integer> inputs, Complaints complaints) {
        return inputs.stream().anyMatch(Objects::isNull) ? null : inputs.stream().reduce(0, Math::addExact);
    }

    @Override
    public Node build(GraphBuilder graph, List<Node> inputs, List<Node> parameters, boolean training, int index) {
        return graph.add(new dev.descent.nn.graph.Concat(), inputs.toArray(Node[]::new));
    }

    @Override
    public boolean joins() {
        return true;
    }
}
