package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/** A formula that could be read, with its gradients by the chain rule and by central differences. */
public final class FormulaSlopes {

    private static final double NARROW = 1e-5;

    private final String formula;
    private final GraphBuilder graph;
    private final Node root;
    private final Map<String, Node> names;
    private final Map<Node, Node> gradients;
    private final Interpreter interpreter;

    private FormulaSlopes(String formula, GraphBuilder graph, Node root, Map<String, Node> names) {
        this.formula = formula;
        this.graph = graph;
        this.root = root;
        this.names = names;
        this.gradients = Autodiff.gradients(graph, root, List.copyOf(names.values()));
        this.interpreter = new Interpreter(graph);
    }

    /** Null of a formula that is refused. */
    public static FormulaSlopes read(String formula) {
        var graph = new GraphBuilder();
        var names = new LinkedHashMap<String, Node>();
        try {
            Node root = FormulaParser.parse(formula, graph, (name, _) -> names.computeIfAbsent(name, key -> graph.source(Source.Kind.PARAMETER, key, Shape.line())));
            return new FormulaSlopes(formula, graph, root, names);
        } catch (FormulaException e) {
            assertThat(e.position()).isBetween(1, formula.length() + 1);
            return null;
        }
    }

    public Set<String> names() {
        return names.keySet();
    }

    /** A number for each name, away from where most functions end. */
    public Map<String, Double> point(SplittableRandom random) {
        var point = new LinkedHashMap<String, Double>();
        names.keySet().forEach(name -> point.put(name, random.nextDouble(0.2, 1.8)));
        return point;
    }

    /** By the chain rule; empty where the formula does not depend on it. */
    OptionalDouble gradient(String name, Map<String, Double> point) {
        return gradients.containsKey(names.get(name)) ? OptionalDouble.of(at(point, gradients.get(names.get(name)))) : OptionalDouble.empty();
    }

    /**
     * What is wrong with this slope; empty text if nothing is, null where it cannot be compared. It can where the differences of two
     * widths agree, so that no kink or pole is near, and where no number on the way is so large that the steps are lost in its last digits.
     */
    public String problem(String name, Map<String, Double> point, double slope) {
        double value = at(point, root);
        double lost = Math.ulp(largest()) / NARROW;
        double wide = difference(point, name, 2 * NARROW);
        double narrow = difference(point, name, NARROW);
        double scale = Math.max(1, Math.max(Math.abs(wide), Math.abs(value)));
        if (!(Math.abs(wide - narrow) < 1e-6 * scale && lost < 1e-6 * scale && scale < 1e6)) {
            return null;
        }
        boolean right = Math.abs(slope - narrow) < 1e-4 * scale || Double.isNaN(slope) && hasInfinity(point);
        return right ? "" : "d/d%s of %s at %s is %s, by differences %s".formatted(name, formula, point, slope, narrow);
    }

    /** The chain rule multiplies what it meets on the way: of 0^z that is 0·log 0, which is not a number. */
    private boolean hasInfinity(Map<String, Double> point) {
        at(point, root);
        return graph.nodes().stream().anyMatch(node -> !Double.isFinite(interpreter.value(node)));
    }

    /** Of the finite numbers that the formula comes by at the point it was last taken at. */
    private double largest() {
        return root.below().stream().mapToDouble(node -> Math.abs(interpreter.value(node))).filter(Double::isFinite).max().orElse(0);
    }

    private double difference(Map<String, Double> point, String name, double step) {
        var moved = new LinkedHashMap<>(point);
        moved.put(name, point.get(name) + step);
        double above = at(moved, root);
        moved.put(name, point.get(name) - step);
        return (above - at(moved, root)) / (2 * step);
    }

    private double at(Map<String, Double> point, Node node) {
        interpreter.run(source -> point.get(source.name()));
        return interpreter.value(node);
    }
}
