package dev.descent.explain;

import dev.descent.nn.graph.Expression;
import dev.descent.nn.graph.Node;
import dev.descent.support.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chain rule on a formula, in double. Values and gradients are nodes of one graph: the core's differentiation adds those of the
 * gradients from the rule of each operation, and the same interpreter computes all of them.
 */
public final class Gradients {

    private Gradients() {}

    /** @throws Problem if the formula cannot be read, or the point does not fit it */
    public static GradientView of(String formula, Map<String, Double> at) {
        var graph = FormulaGraph.of(formula, at, "/at");
        var nodes = graph.nodes();
        var gradients = graph.gradients(nodes);
        var local = new HashMap<Node, List<Node>>();
        nodes.forEach(node -> local.put(node, graph.localGradients(node)));
        var interpreter = graph.interpreter();
        interpreter.run(source -> at.get(source.name()));
        var expression = new Expression(List.of());
        var ids = new HashMap<Node, String>();
        var views = new ArrayList<GradientView.NodeView>();
        for (Node node : nodes) {
            ids.put(node, "n" + (ids.size() + 1));
            var inputs = new ArrayList<GradientView.Input>();
            for (int i = 0; i < node.inputs().size(); i++) {
                inputs.add(new GradientView.Input(ids.get(node.input(i)), interpreter.value(local.get(node).get(i))));
            }
            views.add(new GradientView.NodeView(ids.get(node), expression.of(node), interpreter.value(node),
                    interpreter.value(gradients.get(node)), List.copyOf(inputs)));
        }
        var byName = new LinkedHashMap<String, Double>();
        at.keySet().forEach(name -> byName.put(name, interpreter.value(gradients.get(graph.names().get(name)))));
        return new GradientView(interpreter.value(graph.root()), byName, List.copyOf(views));
    }
}
