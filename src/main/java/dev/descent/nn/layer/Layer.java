package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import java.util.List;

/**
 * One layer of a network as its owner wrote it. Any component may be null until {@link #resolved} has written the defaults
 * out. A form that is not known yet is null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Layer
        permits Dense, ActivationLayer, Dropout, BatchNorm, LayerNorm, Add, Concat, Conv1d, Conv2d, MaxPool1d, MaxPool2d, AvgPool1d, AvgPool2d, FlattenLayer, Reshape,
                Embedding, Lstm, Gru {

    String name();

    /** Names of the layers it reads; null or empty for the one before it. */
    List<String> inputs();

    /** Applied to the layer's output. */
    Function activation();

    /**
     * This layer with everything written out.
     *
     * @param rectified whether the activation that follows is of the ReLU family
     * @param units     width to take where the layer leaves it open; may be null
     */
    Layer resolved(String name, List<String> inputs, boolean rectified, Integer units);

    /** Form of the output, null while it cannot be known; tells what does not fit. */
    Form form(List<Form> inputs, Complaints complaints);

    /** Its tensors, trained or not, named without the layer; empty for most. All input forms are known. */
    default List<ParameterSpec> parameters(List<Form> inputs) {
        return List.of();
    }

    /** Multiplications that one row costs on its way forwards; by default one for each weight. */
    default long multiplications(List<Form> inputs) {
        return parameters(inputs).stream().filter(ParameterSpec::trained).mapToLong(ParameterSpec::count).reduce(0, Math::addExact);
    }

    /**
     * Adds the layer to a graph, without its activation.
     *
     * @param form       of the output
     * @param parameters nodes in the order of {@link #parameters}
     * @param training   false in predict mode
     * @param index      position among the layers, from 0
     */
    Node build(GraphBuilder graph, List<Value> inputs, List<Node> parameters, Form form, boolean training, int index);

    /** Whether two or more inputs are joined. */
    default boolean joins() {
        return false;
    }

    /** Whether what comes out for a row depends on the other rows of its batch while training, so that a batch needs two or more. */
    default boolean mixesRows() {
        return false;
    }

    /** Hears what is wrong, at which place below the layer (such as {@code /units}). */
    @FunctionalInterface
    interface Complaints {
        void add(String pointer, String code, String detail);
    }
}
