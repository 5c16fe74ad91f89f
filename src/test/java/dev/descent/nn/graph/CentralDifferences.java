package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.ScalarKernels;
import dev.descent.nn.plan.Plan;
import dev.descent.nn.plan.PlanCompiler;
import java.util.ArrayList;
import java.util.List;

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

    CentralDifferences(GraphBuilder graph, Node loss, List<Node> parameters) {
        this.graph = graph;
        this.loss = loss;
        this.parameters = parameters;
        this.gradients = Autodiff.gradients(graph, loss, parameters);
        var results = new ArrayList<>(gradients.values());
        results.add(loss);
        this.plan = new PlanCompiler(new ScalarKernels()).compile(graph, results, java.util.Map.of(), ROWS);
        plan.execution().rows = ROWS;
        plan.execution().seed = 11;
        plan.execution().step = 5;
    }

    /** All nodes, those of the gradients included. */
    List<Node> nodes() {
        return graph.nodes();
    }

    float[] buffer(Node node) {
        return plan.buffer(node);
    }


    void run() {
        plan.run();
    }

    void check() {
        assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(parameters);
        for (Node parameter : parameters) {
            plan.run();
            float[] gradient = plan.buffer(gradients.get(parameter)).clone();
            float[] theta = plan.buffer(parameter);
            for (int i = 0; i < theta.length; i++) {
                double wide = slope(theta, i, 2 * STEP);
                double narrow = slope(theta, i, STEP);
                double expected = (4 * narrow - wide) / 3;
                assertThat((double) gradient[i]).as("d loss / d %s[%s]", ((Source) parameter.op()).name(), i)
                        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
        }
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
