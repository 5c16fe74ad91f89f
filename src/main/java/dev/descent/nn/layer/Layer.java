package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.kernel.Function;
import java.util.List;

/**
 * One layer of a network as its owner wrote it. Any component may be null until {@link #resolved} has written the defaults
 * out. Widths are elements per row; a width that is not known yet is null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Layer permits Dense, ActivationLayer, Dropout, BatchNorm, LayerNorm, Add, Concat {

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

    /** Width of the output, null while it cannot be known; tells what does not fit. */
    Integer width(List<Integer> inputs, Complaints complaints);

    /** Its tensors, trained or not, named without the layer; empty for most. All input widths are known. */
    default List<ParameterSpec> parameters(List<Integer> inputs) {
        return List.of();
    }

    /**
     * Adds the layer to a graph, without its activation.
     *
     * @param parameters nodes in the order of {@link #parameters}
     * @param training   false in predict mode
     * @param index      position among the layers, from 0
     */
    Node build(GraphBuilder graph, List<Node> inputs, List<Node> parameters, boolean training, int index);

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
