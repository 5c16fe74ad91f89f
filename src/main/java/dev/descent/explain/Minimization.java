package dev.descent.explain;

import dev.descent.explain.MinimizationView.Point;
import dev.descent.explain.MinimizationView.StopReason;
import dev.descent.nn.graph.Interpreter;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Source;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes down a formula with one of the optimizers, in double. */
public final class Minimization {

    /** Points of a path; where there are more, every second one is left out. */
    private static final int MOST_POINTS = 1000;
    /** Operations in all: about a second. */
    private static final long MOST_OPERATIONS = 20_000_000;

    private final List<String> names;
    private final Optimizer optimizer;
    private final Interpreter interpreter;
    private final Node root;
    private final List<Node> slopes;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final double[] theta;
    private final double[] gradient;
    private final List<Point> path = new ArrayList<>();
    private int every = 1;

    private Minimization(FormulaGraph graph, Map<String, Double> start, Optimizer optimizer) {
        this.names = List.copyOf(start.keySet());
        this.optimizer = optimizer;
        this.root = graph.root();
        names.forEach(name -> places.put(name, places.size()));
        var variables = names.stream().map(graph.names()::get).toList();
        var gradients = graph.gradients(variables);
        this.slopes = variables.stream().map(gradients::get).toList();
        this.interpreter = graph.interpreter();
        this.theta = start.values().stream().mapToDouble(Double::doubleValue).toArray();
        this.gradient = new double[theta.length];
    }

    /**
     * @param tolerance of the gradient's norm
     * @throws Problem if the formula cannot be read, the start does not fit it, or it would take too long
     */
    public static MinimizationView of(String formula, Map<String, Double> start, Optimizer optimizer, int maxSteps, double tolerance) {
        var graph = FormulaGraph.of(formula, start, "/start");
        long operations = 6L * graph.nodes().size() * maxSteps;
        if (operations > MOST_OPERATIONS) {
            throw Problem.of(List.of(new SpecProblem("/maxSteps", ProblemCode.COMPUTE_BUDGET_EXCEEDED.slug(),
                    "must be at most " + MOST_OPERATIONS / (6L * graph.nodes().size()) + " for a formula of this size (was " + maxSteps + ")")));
        }
        return new Minimization(graph, start, optimizer).run(maxSteps, tolerance);
    }

    private MinimizationView run(int maxSteps, double tolerance) {
        double[][] slots = new double[optimizer.slots()][theta.length];
        double[] constants = new double[Optimizer.CONSTANTS];
        for (int step = 0; ; step++) {
            evaluate();
            var point = new Point(step, named(theta), interpreter.value(root), named(gradient));
            var reason = reason(step, maxSteps, tolerance);
            if (reason != null) {
                return ended(reason, point, tolerance);
            }
            keep(point);
            optimizer.lookAhead(theta, slots);
            evaluate();
            optimizer.prepare(step + 1L, optimizer.learningRate(), constants);
            optimizer.update(theta, gradient, slots, constants);
        }
    }

    private void evaluate() {
        interpreter.run(this::value);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = interpreter.value(slopes.get(i));
        }
    }

    private double value(Source source) {
        return theta[places.get(source.name())];
    }

    private StopReason reason(int step, int maxSteps, double tolerance) {
        double norm = norm();
        if (!Double.isFinite(interpreter.value(root)) || !Double.isFinite(norm) || !Arrays.stream(theta).allMatch(Double::isFinite)) {
            return StopReason.NON_FINITE;
        }
        return norm <= tolerance ? StopReason.CONVERGED : step == maxSteps ? StopReason.MAX_STEPS : null;
    }

    /** By shares of the largest slope, whose own square may be beyond the range. */
    private double norm() {
        double largest = 0;
        for (double slope : gradient) {
            largest = Math.max(largest, Math.abs(slope));
        }
        double sum = 0;
        for (double slope : gradient) {
            sum += largest == 0 ? 0 : slope / largest * (slope / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private MinimizationView ended(StopReason reason, Point last, double tolerance) {
        path.add(last);
        var detail = switch (reason) {
            case CONVERGED -> "The norm of the gradient is within the tolerance at step " + last.step();
            case MAX_STEPS -> "The norm of the gradient is " + norm() + " at the last step, " + last.step() + ", above the tolerance of " + tolerance;
            case NON_FINITE -> "The value or the gradient is not finite at step " + last.step();
        };
        return new MinimizationView(reason == StopReason.CONVERGED, reason, detail, last.step(), last.at(), last.value(), every, List.copyOf(path));
    }

    private void keep(Point point) {
        if (point.step() % every != 0) {
            return;
        }
        if (path.size() == MOST_POINTS) {
            every *= 2;
            path.removeIf(old -> old.step() % every != 0);
        }
        if (point.step() % every == 0) {
            path.add(point);
        }
    }

    private Map<String, Double> named(double[] numbers) {
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < numbers.length; i++) {
            named.put(names.get(i), numbers[i]);
        }
        return named;
    }
}
