package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Two or more layers side by side, in the order of {@code inputs}: the channels of images and signals, the features of sequences. */
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
    public Form form(List<Form> inputs, Complaints complaints) {
        if (inputs.stream().anyMatch(Objects::isNull)) {
            return null;
        }
        var first = inputs.getFirst();
        int channels = inputs.stream().map(Form::channels).reduce(0, Math::addExact);
        if (inputs.stream().map(input -> with(input, 1, first.sequence())).distinct().count() > 1) {
            complaints.add("/inputs", "invalid-model-spec", "must be of one shape but for their channels (have " + inputs + ")");
            return null;
        }
        return with(first, channels, first.sequence());
    }

    /** A form with another number of channels. */
    private static Form with(Form form, int channels, boolean sequence) {
        var dims = new ArrayList<>(form.dims());
        dims.set(sequence ? dims.size() - 1 : 0, channels);
        return new Form(dims, sequence);
    }

    @Override
    public Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index) {
        return graph.add(new dev.descent.nn.graph.Concat(),
                inputs.stream().map(input -> form.rank() == 1 ? input.flat(graph) : input.byPosition(graph, form.sequence())).toArray(Node[]::new));
    }

    @Override
    public boolean joins() {
        return true;
    }
}
