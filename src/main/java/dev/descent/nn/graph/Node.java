package dev.descent.nn.graph;

import java.util.List;

/**
 * One value in a graph.
 *
 * @param id     position in the order of building, which is an order of computing as well
 * @param op     what makes it
 * @param inputs from what
 */
public record Node(int id, Op op, List<Node> inputs, Shape shape) {

    public Node input(int index) {
        return inputs.get(index);
    }

    /** A graph's nodes are told apart by their place, not by comparing what lies below them. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return id + ":" + op.getClass().getSimpleName() + shape;
    }
}
