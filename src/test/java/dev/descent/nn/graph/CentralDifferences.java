package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.ScalarKernels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Compares the gradients of a graph with central differences of its loss, (L(θ+h) − L(θ−h))/2h at two widths, extrapolated
 * (Richardson), so that the error is of order h⁴ while h stays large enough for float.
 */
final class CentralDifferences {

    static final int ROWS = 3;
    private static final float STEP = 0x1p-6f;
    private static final double TOLERANCE = 4e-4;

    private final GraphBuilder graph;
    private final Node loss;
    private final List<Node> parameters;
    private final java.util.Map<Node, Node> gradients;
    private final Plan plan;
    /** The same with every value kept: no operations joined, no memory shared. */
    private final Plan open;

    CentralDifferences(GraphBuilder graph, Node loss, List<Node> parameters) {
        this.graph = graph;
        this.loss = loss;
        this.parameters = parameters;
        this.gradients = Autodiff.gradients(graph, loss, parameters);
        var results = new ArrayList<>(gradients.values());
        results.add(loss);
        this.plan = compile(results, java.util.Map.of());
        var sources = new HashMap<Node, float[]>();
        graph.nodes().stream().filter(node -> node.op() instanceof Source && plan.buffer(node) != null).forEach(node -> sources.put(node, plan.buffer(node)));
        results.addAll(graph.nodes().stream().filter(node -> node.id() <= loss.id() && reaches(node, loss)).toList());
        this.open = compile(results, sources);
    }

    private Plan compile(List<Node> results, java.util.Map<Node, float[]> given) {
        var compiled = new PlanCompiler(new ScalarKernels(), 1).compile(graph, results, given, ROWS);
        compiled.execution().rows = ROWS;
        compiled.execution().seed = 11;
        compiled.execution().step = 5;
        return compiled;
    }

    private static boolean reaches(Node node, Node end) {
        return node == end || end.inputs().stream().anyMatch(input -> reaches(node, input));
    }

    /** Those on the way to the loss. */
    List<Node> nodes() {
        return graph.nodes().stream().filter(node -> reaches(node, loss)).toList();
    }

    /** All nodes, those of the gradients included. */
    List<Node> allNodes() {
        return graph.nodes();
    }

    /** Values of a node, row-major and without padding, as the last {@link #run} left them. */
    float[] values(Node node) {
        float[] values = new float[count(node)];
        for (int i = 0; i < values.length; i++) {
            values[i] = open.buffer(node)[place(node, i)];
        }
        return values;
    }

    /** Fills a source. */
    void fill(Node source, IntFunction<Float> value) {
        for (int i = 0; i < count(source); i++) {
            plan.buffer(source)[place(source, i)] = value.apply(i);
        }
    }

    private static int count(Node node) {
        return node.shape().size() * (node.shape().perRow() ? ROWS : 1);
    }

    private static int place(Node node, int i) {
        var shape = node.shape();
        if (shape.isLine() || !shape.perRow() && shape.dims().size() == 1) {
            return i;
        }
        int columns = shape.columns();
        if (shape.perRow()) {
            int height = Panels.height(ROWS);
            return Panels.index(shape.positions() * height, i / columns % shape.positions() * height + i / shape.size(), i % columns);
        }
        return Panels.index(Panels.height(shape.dims().getFirst()), i / columns, i % columns);
    }

    void run() {
        open.run();
    }

    /** Whether the two largest values of each window are well apart, so that a small step does not change places. */
    boolean isAwayFromTies() {
        return nodes().stream().noneMatch(node -> node.op() instanceof MaxPool pool && hasTie(pool.window(), node.input(0)));
    }

    private boolean hasTie(Window window, Node x) {
        float[] values = values(x);
        int columns = x.shape().columns();
        for (int first = 0; first < values.length; first += x.shape().size()) {
            for (int column = first; column < first + columns; column++) {
                for (int out = 0; out < window.out(); out++) {
                    float[] seen = new float[window.taps()];
                    for (int tap = 0; tap < seen.length; tap++) {
                        seen[tap] = values[column + window.source(out, tap) * columns];
                    }
                    Arrays.sort(seen);
                    if (seen[seen.length - 1] - seen[seen.length - 2] < 0.1f) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    void check() {
        assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(parameters);
        for (Node parameter : parameters) {
            plan.run();
            float[] gradient = plan.buffer(gradients.get(parameter)).clone();
            float[] theta = plan.buffer(parameter);
            for (int i = 0; i < count(parameter); i++) {
                int at = place(parameter, i);
                double wide = slope(theta, at, 2 * STEP);
                double narrow = slope(theta, at, STEP);
                double expected = (4 * narrow - wide) / 3;
                assertThat((double) gradient[at]).as("d loss / d %s[%s]", ((Source) parameter.op()).name(), i)
                        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
            assertPaddingIsZero(gradient, parameter);
        }
    }

    /** Or the optimizers would move what is not there. */
    private static void assertPaddingIsZero(float[] gradient, Node parameter) {
        float[] rest = gradient.clone();
        for (int i = 0; i < count(parameter); i++) {
            rest[place(parameter, i)] = 0;
        }
        assertThat(rest).containsOnly(0f);
    }

    private double slope(float[] theta, int i, float h) {
        float before = theta[i];
        theta[i] = before + h;
        double above = lossNow();
        float up = theta[i];
        theta[i] = before - h;
        double below = lossNow();
        double width = (double) up - theta[i];
        theta[i] = before;
        return (above - below) / width;
    }

    /** In double, as the trainer reports it; the node's own buffer is a float. */
    private double lossNow() {
        plan.run();
        assertThat(loss.shape().size()).isEqualTo(1);
        return plan.execution().loss();
    }
}
