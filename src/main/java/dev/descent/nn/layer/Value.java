package dev.descent.nn.layer;

import dev.descent.nn.graph.Flatten;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.ToPositions;

/**
 * What a layer gave, in a graph.
 *
 * @param node one line of numbers [B, n], or position by position [B, positions, channels], of the channels that the form has
 */
public record Value(Node node, Form form) {

    /** As one line of numbers. */
    public Node flat(GraphBuilder graph) {
        return isFlat() ? node : graph.add(new Flatten(!form.sequence()), node);
    }

    boolean isFlat() {
        return node.shape().positions() == 1;
    }

    /** Position by position, with the first or the last size as channels. */
    Node byPosition(GraphBuilder graph, boolean sequence) {
        if (!isFlat() && form.sequence() == sequence) {
            return node;
        }
        var wanted = new Form(form.dims(), sequence);
        return wanted.positions() == 1 ? flat(graph) : graph.add(new ToPositions(wanted.positions(), wanted.channels(), !sequence), flat(graph));
    }

    Value with(Node node) {
        return new Value(node, form);
    }
}
