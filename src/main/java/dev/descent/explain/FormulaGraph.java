package dev.descent.explain;

import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.FormulaException;
import dev.descent.nn.graph.FormulaParser;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Interpreter;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A formula of numbers as the core's own graph. */
final class FormulaGraph {

    private final GraphBuilder graph = new GraphBuilder();
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Node root;

    /** @throws FormulaException if it cannot be read */
    private FormulaGraph(String formula) {
        this.root = FormulaParser.parse(formula, graph, (name, position) -> {
            positions.putIfAbsent(name, position);
            return names.computeIfAbsent(name, key -> graph.source(Source.Kind.PARAMETER, key, Shape.line()));
        });
    }

    /**
     * @param point   a number for each name of the formula, and none besides
     * @param pointer of the point in the body
     * @throws Problem with everything that is wrong
     */
    static FormulaGraph of(String formula, Map<String, Double> point, String pointer) {
        var problems = new SpecProblems();
        try {
            var read = new FormulaGraph(formula);
            read.check(point, pointer, problems);
            if (problems.isEmpty()) {
                return read;
            }
        } catch (FormulaException e) {
            problems.add("/formula", ProblemCode.EXPRESSION_REJECTED.slug(), e.getMessage());
        }
        throw Problem.of(problems.all());
    }

    private void check(Map<String, Double> point, String pointer, SpecProblems problems) {
        positions.forEach((name, position) -> {
            if (!point.containsKey(name)) {
                problems.add(SpecProblem.child(pointer, name), ProblemCode.MISSING_PROPERTY.slug(), "is required: the formula names it at position " + position);
            }
        });
        point.keySet().stream().filter(name -> !names.containsKey(name)).forEach(name -> problems.add(
                SpecProblem.child(pointer, name), ProblemCode.UNKNOWN_PROPERTY.slug(), "does not stand in the formula"));
    }

    Node root() {
        return root;
    }

    /** In the order in which they come up. */
    Map<String, Node> names() {
        return names;
    }

    /** Inputs first. */
    List<Node> nodes() {
        return root.below();
    }

    /** ∂root/∂node for those of the nodes that it depends on, as more of the graph. */
    Map<Node, Node> gradients(List<Node> of) {
        return Autodiff.gradients(graph, root, of);
    }

    /** ∂node/∂input for each input: the node's own rule, given 1. */
    List<Node> localGradients(Node node) {
        return node.inputs().isEmpty() ? List.of() : node.op().gradients(graph, node, graph.source(Source.Kind.SEED, "1", Shape.line()));
    }

    /** Of the graph as it is now. */
    Interpreter interpreter() {
        return new Interpreter(graph);
    }
}
