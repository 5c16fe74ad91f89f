package dev.descent.nn.spec;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A checked network: names, inputs and widths of all layers.
 *
 * @param inputWidth null where it is not known
 */
public record Network(Integer inputWidth, List<Part> parts) implements CheckedModel {

    /** What a layer reads when it reads the features. */
    public static final String INPUT = "input";

    /**
     * @param layer   with everything written out
     * @param sources positions of the layers it reads, −1 for the features
     * @param width   of its output; null where it is not known
     */
    public record Part(Layer layer, List<Integer> sources, Integer width) {}

    @Override
    public NetworkSpec spec() {
        return new NetworkSpec(inputWidth == null ? null : List.of(inputWidth), parts.stream().map(Part::layer).toList());
    }

    @Override
    public Integer outputWidth() {
        return parts.getLast().width();
    }

    /** Elements that the layer at this position reads from each of its inputs; null where one is not known. */
    public List<Integer> inputWidths(int position) {
        var widths = new ArrayList<Integer>();
        for (int source : parts.get(position).sources()) {
            widths.add(source < 0 ? inputWidth : parts.get(source).width());
        }
        return widths;
    }

    @Override
    public boolean isComplete() {
        return inputWidth != null && parts.stream().allMatch(part -> part.width() != null);
    }

    /** The tensors of the layer at this position, with full names. */
    public List<ParameterSpec> parameters(int position) {
        Layer layer = parts.get(position).layer();
        return layer.parameters(inputWidths(position)).stream().map(parameter -> parameter.named(layer.name())).toList();
    }

    /** All tensors, in layer order. */
    @Override
    public List<ParameterSpec> parameters() {
        var all = new ArrayList<ParameterSpec>();
        for (int i = 0; i < parts.size(); i++) {
            all.addAll(parameters(i));
        }
        return all;
    }

    /** Values to be trained of the layer at this position. */
    public long parameterCount(int position) {
        return parameters(position).stream().filter(ParameterSpec::trained).mapToLong(ParameterSpec::count).reduce(0, Math::addExact);
    }

    @Override
    public long parameterCount() {
        long count = 0;
        for (int i = 0; i < parts.size(); i++) {
            count = Math.addExact(count, parameterCount(i));
        }
        return count;
    }

    /** One for each weight. */
    @Override
    public long multiplications() {
        return parameterCount();
    }

    @Override
    public boolean mixesRows() {
        return parts.stream().anyMatch(part -> part.layer().mixesRows());
    }

    @Override
    public Node build(GraphBuilder graph, Node features, boolean training, Consumer<Opened> values) {
        var outputs = new ArrayList<Node>();
        values.accept(new Opened(INPUT, null, features));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            var inputs = part.sources().stream().map(source -> source < 0 ? features : outputs.get(source)).toList();
            var parameters = parameters(i).stream().map(parameter -> CheckedModel.parameterNode(graph, parameter)).toList();
            Node output = part.layer().build(graph, inputs, parameters, training, i);
            Function activation = part.layer().activation();
            boolean plain = activation == Function.LINEAR;
            outputs.add(plain ? output : graph.add(new Map(activation, activation.defaultParameter()), output));
            values.accept(new Opened(part.layer().name(), plain ? null : output, outputs.getLast()));
        }
        return outputs.getLast();
    }

    /** Lowers the network onto the graph and returns the output of each layer, activation included. */
    public List<Node> outputs(GraphBuilder graph, Node features, boolean training) {
        var outputs = new ArrayList<Node>();
        build(graph, features, training, value -> outputs.add(value.output()));
        return List.copyOf(outputs.subList(1, outputs.size()));
    }
}
