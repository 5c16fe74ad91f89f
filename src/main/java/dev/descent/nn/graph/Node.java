package dev.descent.nn.graph;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

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

    /** This node and all that it is made of, in an order of computing. */
    public List<Node> below() {
        var found = new TreeMap<Integer, Node>();
        var open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (found.put(node.id(), node) == null) {
                open.addAll(node.inputs());
            }
        }
        return List.copyOf(found.values());
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
