package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;

/** Sum of two or more layers of one form, as in residual networks (He et al. 2016). */
@JsonTypeName("add")
public record Add(@Size(min = 1, max = 200) String name, @Size(min = 1, max = 64) List<String> inputs, Function activation)
        implements Layer {

    public Add {
        activation = activation == null ? Function.LINEAR : activation;
    }

    @Override
    public Layer resolved(String name, List<String> inputs, boolean rectified, Integer units) {
        return new Add(name, inputs, activation);
    }

    @Override
    public Form form(List<Form> inputs, Complaints complaints) {
        var known = inputs.stream().filter(Objects::nonNull).toList();
        if (known.stream().map(Form::dims).distinct().count() > 1) {
            complaints.add("/inputs", "invalid-model-spec", "must all have the same shape (have " + known + ")");
            return null;
        }
        return known.isEmpty() ? null : known.getFirst();
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return inputs.stream().map(input -> form.rank() == 1 ? input.flat(graph) : input.byPosition(graph, form.sequence()))
                .reduce((sum, input) -> graph.add(new dev.descent.nn.graph.Add(), sum, input)).orElseThrow();
    }

    @Override
    public boolean joins() {
        return true;
    }
}
