package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;

/** What training makes small: a function of the network's output z [B,M] and the target y. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Loss
        permits MeanSquaredError, MeanAbsoluteError, SumOfSquaredErrors, Huber, BinaryCrossEntropy, CrossEntropy, Hinge {

    /**
     * Adds this loss to a graph.
     *
     * @param output z [B,M]
     * @param target y [B,M]; for classes [B,1] with class indices
     */
    Node build(GraphBuilder graph, Node output, Node target);
}
