package dev.descent.nn.plan;

import dev.descent.nn.graph.Node;
import java.util.Collection;
import java.util.List;

/** Decides which values of a graph get memory at all: those that a result depends on. */
final class MemoryPlanner {

    private MemoryPlanner() {}

    /** The nodes that the results need, themselves included, in an order of computing. */
    static List<Node> needed(List<Node> nodes, Collection<Node> results) {
        var needed = new boolean[nodes.size()];
        for (Node result : results) {
            needed[result.id()] = true;
        }
        for (Node node : nodes.reversed()) {
            if (needed[node.id()]) {
                node.inputs().forEach(input -> needed[input.id()] = true);
            }
        }
        return nodes.stream().filter(node -> needed[node.id()]).toList();
    }
}
