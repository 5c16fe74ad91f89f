package dev.descent.nn.spec;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Embedding;
import dev.descent.nn.layer.Form;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.layer.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A checked network: names, inputs and forms of all layers.
 *
 * @param input form of the features; null where it is not known
 */
public record Network(Form input, List<Part> parts) implements CheckedModel {

    /** What a layer reads when it reads the features. */
    public static final String INPUT = "input";

    /**
     * @param layer   with everything written out
     * @param sources positions of the layers it reads, −1 for the features
     * @param form    of its output; null where it is not known
     */
    public record Part(Layer layer, List<Integer> sources, Form form) {

        /** Numbers per row of the output; null where that is not known. */
        public Integer width() {
            return form == null ? null : Integer.valueOf(form.size());
        }
    }

    @Override
    public NetworkSpec spec() {
        return new NetworkSpec(input == null ? null : input.dims(), parts.stream().map(Part::layer).toList());
    }

    @Override
    public Integer inputWidth() {
        return input == null ? null : Integer.valueOf(input.size());
    }

    @Override
    public List<Integer> inputDims() {
        return input == null ? null : input.dims();
    }

    @Override
    public Integer outputWidth() {
        return parts.getLast().width();
    }

    /** What the layer at this position reads from each of its inputs; null where one is not known. */
    public List<Form> inputForms(int position) {
        var forms = new ArrayList<Form>();
        for (int source : parts.get(position).sources()) {
            forms.add(source < 0 ? input : parts.get(source).form());
        }
        return forms;
    }

    @Override
    public boolean isComplete() {
        return input != null && parts.stream().allMatch(part -> part.form() != null);
    }

    /** The tensors of the layer at this position, with full names. */
    public List<ParameterSpec> parameters(int position) {
        Layer layer = parts.get(position).layer();
        return layer.parameters(inputForms(position)).stream().map(parameter -> parameter.named(layer.name())).toList();
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

    @Override
    public long multiplications() {
        return IntStream.range(0, parts.size()).mapToLong(i -> parts.get(i).layer().multiplications(inputForms(i))).reduce(0, Math::addExact);
    }

    /** Of an embedding, which reads the features themselves. */
    @Override
    public Integer entries() {
        return parts.stream().map(Part::layer).filter(Embedding.class::isInstance).map(layer -> ((Embedding) layer).vocabulary()).min(Integer::compare).orElse(null);
    }

    @Override
    public boolean mixesRows() {
        return parts.stream().anyMatch(part -> part.layer().mixesRows());
    }

    @Override
    public Node build(GraphBuilder graph, Node features, boolean training, Consumer<Opened> values) {
        var outputs = new ArrayList<Value>();
        var read = new Value(features, input);
        values.accept(new Opened(INPUT, null, features, input));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            var inputs = part.sources().stream().map(source -> source < 0 ? read : outputs.get(source)).toList();
            var parameters = parameters(i).stream().map(parameter -> CheckedModel.parameterNode(graph, parameter)).toList();
            Node output = part.layer().build(graph, inputs, parameters, part.form(), training, i);
            Function activation = part.layer().activation();
            boolean plain = activation == Function.LINEAR;
            Node activated = plain ? output : graph.add(new Map(activation, activation.defaultParameter()), output);
            outputs.add(new Value(activated, part.form()));
            values.accept(new Opened(part.layer().name(), plain ? null : output, activated, part.form()));
        }
        return outputs.getLast().flat(graph);
    }

    /** Lowers the network onto the graph and returns what each layer gives, activation included. */
    public List<Opened> outputs(GraphBuilder graph, Node features, boolean training) {
        var outputs = new ArrayList<Opened>();
        build(graph, features, training, outputs::add);
        return List.copyOf(outputs.subList(1, outputs.size()));
    }
}
