package dev.descent.nn.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reverse-mode differentiation: the chain rule applied once, building more of the same graph. */
public final class Autodiff {

    private Autodiff() {}

    /**
     * @param loss a node of one element
     * @return for each of {@code parameters} the node of ∂loss/∂parameter; one that the loss does not depend on is missing
     */
    public static Map<Node, Node> gradients(GraphBuilder graph, Node loss, List<Node> parameters) {
        var needed = reaching(graph.nodes(), parameters);
        var gradients = new HashMap<Node, Node>();
        gradients.put(loss, graph.source(Source.Kind.SEED, "1", loss.shape()));
        for (Node node : graph.nodes().subList(0, loss.id() + 1).reversed()) {
            Node gradient = gradients.get(node);
            if (gradient != null && needed[node.id()] && !node.inputs().isEmpty()) {
                spread(graph, node, gradient, needed, gradients);
            }
        }
        gradients.keySet().retainAll(parameters);
        return gradients;
    }

    /** Where a value is used twice its gradients add. */
    private static void spread(GraphBuilder graph, Node node, Node gradient, boolean[] needed, Map<Node, Node> gradients) {
        var flowing = node.op().gradients(graph, node, gradient);
        for (int i = 0; i < flowing.size(); i++) {
            Node input = node.input(i);
            if (flowing.get(i) != null && needed[input.id()]) {
                gradients.merge(input, flowing.get(i), (a, b) -> graph.add(new Add(), a, b));
            }
        }
    }

    /** Which nodes depend on a parameter: no gradient has to flow to the others. */
    private static boolean[] reaching(List<Node> nodes, List<Node> parameters) {
        var reaching = new boolean[nodes.size()];
        for (Node node : nodes) {
            reaching[node.id()] = parameters.contains(node) || node.inputs().stream().anyMatch(input -> reaching[input.id()]);
        }
        return reaching;
    }
}
