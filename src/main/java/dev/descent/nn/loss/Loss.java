package dev.descent.nn.loss;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;

/** What training makes small: a function of the network's output z [B,M] and the target y. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Loss
        permits MeanSquaredError, MeanAbsoluteError, SumOfSquaredErrors, Huber, BinaryCrossEntropy, CrossEntropy, Hinge {

    /** What the target y is made of, and with it what an output z means. */
    enum Target {
        /** numbers in the space of preprocessing; z is one of them */
        NUMBERS,
        /** 0 or 1 for each output, or a class out of two; z is a logit */
        BINARY,
        /** index of a class; z are its logits, one per class */
        CLASS,
        /** −1 or 1 for a class out of two; the sign of z is the prediction */
        SIGN
    }

    Target target();

    /**
     * Adds this loss to a graph.
     *
     * @param output z [B,M]
     * @param target y [B,M]; for classes [B,1] with class indices
     */
    Node build(GraphBuilder graph, Node output, Node target);
}
