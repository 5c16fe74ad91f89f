package dev.descent.nn.plan;

import dev.descent.nn.graph.Convolve;
import dev.descent.nn.graph.Elementwise;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Product;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations that are done as one: the first makes a value, the others change it in place, stretch by stretch, while it is in
 * the cache.
 *
 * @param nodes in order; each but the first is an {@link Elementwise} operation on the one before it
 */
record Group(List<Node> nodes) {

    Node first() {
        return nodes.getFirst();
    }

    /** The value that the group leaves. */
    Node value() {
        return nodes.getLast();
    }

    Split split() {
        return first().op().split(first());
    }

    /** Values from outside, with repetitions. */
    List<Node> reads() {
        return nodes.stream().flatMap(node -> node.inputs().stream()).filter(input -> !nodes.contains(input)).toList();
    }

    /** Inputs that are read at the place that is written next, and not after: the value may be left in their memory. */
    List<Node> replaceable() {
        if (!(first().op() instanceof Elementwise)) {
            return List.of();
        }
        var later = nodes.stream().skip(1).flatMap(node -> node.inputs().stream()).toList();
        return first().inputs().stream().filter(input -> input.shape().equals(value().shape()) && !later.contains(input)).toList();
    }

    /**
     * Joins neighbours: an elementwise operation goes to the group of an input that nobody else reads.
     *
     * @param needed  in an order of computing
     * @param results are read from outside
     */
    static List<Group> of(List<Node> needed, Collection<Node> results) {
        var uses = new HashMap<Node, Integer>();
        results.forEach(node -> uses.merge(node, 1, Integer::sum));
        needed.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        Map<Node, Group> byValue = new LinkedHashMap<>();
        for (Node node : needed) {
            if (!(node.op() instanceof Source)) {
                byValue.put(node, joined(node, uses, byValue));
            }
        }
        return List.copyOf(byValue.values());
    }

    private static Group joined(Node node, Map<Node, Integer> uses, Map<Node, Group> byValue) {
        if (node.op() instanceof Elementwise && node.shape().perRow()) {
            for (Node input : node.inputs().reversed()) {
                if (uses.get(input) == 1 && byValue.containsKey(input) && canGoOn(input)) {
                    var nodes = new ArrayList<>(byValue.remove(input).nodes());
                    nodes.add(node);
                    return new Group(List.copyOf(nodes));
                }
            }
        }
        return new Group(List.of(node));
    }

    private static boolean canGoOn(Node node) {
        return node.op() instanceof Product || node.op() instanceof Convolve || node.op() instanceof Elementwise;
    }
}
