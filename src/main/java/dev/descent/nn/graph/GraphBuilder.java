package dev.descent.nn.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Builds a graph node by node. The same operation on the same inputs is the same node, so nothing is computed twice. */
public final class GraphBuilder {

    private record Key(Op op, List<Node> inputs) {}

    private final List<Node> nodes = new ArrayList<>();
    private final java.util.Map<Key, Node> known = new HashMap<>();

    public Node source(Source.Kind kind, String name, Shape shape) {
        return add(new Source(kind, name, shape));
    }

    /** @throws IllegalArgumentException if the shapes do not fit */
    public Node add(Op op, Node... inputs) {
        return known.computeIfAbsent(new Key(op, List.of(inputs)), this::append);
    }

    /** The same number in every place of a shape. */
    Node filled(double number, Shape shape) {
        return add(new Filled(number, shape));
    }

    /** The transpose, simplified: twice is not at all, and that of aᵀ·b is bᵀ·a. */
    public Node transpose(Node x) {
        if (x.op() instanceof Transpose) {
            return x.input(0);
        }
        return x.op() instanceof TransposedProduct ? add(new TransposedProduct(), x.input(1), x.input(0)) : add(new Transpose(), x);
    }

    /** All nodes in an order of computing. */
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    private Node append(Key key) {
        var node = new Node(nodes.size(), key.op(), key.inputs(), key.op().shape(key.inputs()));
        nodes.add(node);
        return node;
    }
}
