package dev.descent.nn.spec;

import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Source;
import dev.descent.nn.layer.Form;
import dev.descent.nn.layer.ParameterSpec;
import java.util.List;
import java.util.function.Consumer;

/** A model in which nothing is wrong: what it holds and how it is lowered onto a graph. */
public sealed interface CheckedModel permits Network, Formula {

    /** The specification with all defaults written out. */
    ModelSpec spec();

    /** Numbers per row that it reads; null where that is not known. */
    Integer inputWidth();

    /** Sizes of a row that it reads; null where they are not known. */
    default List<Integer> inputDims() {
        return inputWidth() == null ? null : List.of(inputWidth());
    }

    /** Numbers per row that it gives; null where that is not known. */
    Integer outputWidth();

    /** Whether all widths are known, so that it can be built. */
    boolean isComplete();

    /** All tensors, in a fixed order. */
    List<ParameterSpec> parameters();

    /** Values to be trained in all. */
    default long parameterCount() {
        return parameters().stream().filter(ParameterSpec::trained).mapToLong(ParameterSpec::count).reduce(0, Math::addExact);
    }

    /** Multiplications, or what takes as long, that one row costs on its way forwards. */
    long multiplications();

    /** Whether what a row gives depends on the other rows of its batch while training. */
    boolean mixesRows();

    /** Where each input has to be the number of an entry of a table, from 0 to below this; null where inputs are any numbers. */
    default Integer entries() {
        return null;
    }

    /** Lowers the model onto the graph and returns its output [B, outputWidth]. */
    default Node build(GraphBuilder graph, Node features, boolean training) {
        return build(graph, features, training, _ -> {});
    }

    /** The same, telling each value on the way. */
    Node build(GraphBuilder graph, Node features, boolean training, Consumer<Opened> values);

    /**
     * A value inside of a model.
     *
     * @param name   of the layer, or the part of a formula
     * @param before the activation, where there is one; else null
     * @param form   of both; null of one number per row
     */
    record Opened(String name, Node before, Node output, Form form) {}

    /** The node of a tensor in a graph that holds this model. */
    static Node parameterNode(GraphBuilder graph, ParameterSpec parameter) {
        return graph.source(Source.Kind.PARAMETER, parameter.name(), parameter.stored());
    }
}
