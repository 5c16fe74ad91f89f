package dev.descent.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.graph.Add;
import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.MapGradient;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.graph.Product;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.PointLoss;
import dev.descent.nn.kernel.ScalarKernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCompilerTest {

    private static final int ROWS = 20;

    private final GraphBuilder graph = new GraphBuilder();
    private final List<Node> parameters = new ArrayList<>();
    private final Node features = graph.source(Source.Kind.FEATURES, "x", Shape.rows(16));

    /** Behind each other, two buffers take turns however many layers there are, besides that of the result. */
    @Test
    void values_that_are_never_needed_at_the_same_time_share_their_memory() {
        Node output = layers(10);
        var plan = compile(List.of(output), 1);
        var memory = Collections.newSetFromMap(new IdentityHashMap<float[], Boolean>());
        graph.nodes().stream().filter(node -> !(node.op() instanceof Source) && plan.buffer(node) != null).forEach(node -> memory.add(plan.buffer(node)));
        assertThat(memory).hasSizeBetween(2, 3);
    }

    @Test
    void activations_and_their_gradients_are_done_in_place_behind_the_product_that_feeds_them() {
        Node loss = graph.add(new PointLossOp(PointLoss.SQUARED, 0, true), layers(3), graph.source(Source.Kind.TARGET, "y", Shape.rows(16)));
        var gradients = Autodiff.gradients(graph, loss, parameters).values();
        var needed = MemoryPlanner.needed(graph.nodes(), gradients);
        var groups = Group.of(needed, gradients);
        assertThat(groups.stream().filter(group -> group.value().op() instanceof Map)).hasSize(3)
                .allSatisfy(group -> assertThat(group.first().op()).isInstanceOf(Product.class));
        // The first gradient of an activation follows that of the loss, which is elementwise as well.
        assertThat(groups.stream().filter(group -> group.value().op() instanceof MapGradient)).hasSize(3)
                .allSatisfy(group -> assertThat(group.nodes()).hasSize(2));
        // Forwards and down to the gradients of the values; then those of the weights.
        assertThat(Schedule.of(groups)).hasSize(3);
    }

    /** Branches, a value used three times, a result in the middle: the same numbers with and without shared memory, by one thread's plan and by three's. */
    @Test
    void sharing_memory_and_threads_changes_no_number() {
        Node x = layers(2);
        Node branch = graph.add(new Map(Function.TANH, 0), x);
        Node sum = graph.add(new Add(), graph.add(new Add(), x, branch), graph.add(new Map(Function.GELU, 0), x));
        Node loss = graph.add(new PointLossOp(PointLoss.SQUARED, 0, true), sum, graph.source(Source.Kind.TARGET, "y", Shape.rows(16)));
        var results = new ArrayList<>(Autodiff.gradients(graph, loss, parameters).values());
        results.add(branch);
        var all = graph.nodes().stream().filter(node -> !(node.op() instanceof Source)).toList();
        var open = run(compile(all, 1));
        for (int parts : new int[] {1, 3}) {
            var shared = run(compile(results, parts));
            for (Node result : results) {
                assertThat(shared.buffer(result)).startsWith(java.util.Arrays.copyOf(open.buffer(result), result.shape().perRow() ? ROWS * 16 : result.shape().panels(ROWS)));
            }
        }
    }

    private Node layers(int count) {
        Node value = features;
        for (int i = 0; i < count; i++) {
            Node weight = graph.source(Source.Kind.PARAMETER, "w" + i, Shape.fixed(16, 16));
            Node bias = graph.source(Source.Kind.PARAMETER, "b" + i, Shape.fixed(16));
            parameters.addAll(List.of(weight, bias));
            value = graph.add(new Map(Function.RELU, 0), graph.add(new Product(), value, weight, bias));
        }
        return value;
    }

    private Plan compile(List<Node> results, int parts) {
        return new PlanCompiler(new ScalarKernels(), parts).compile(graph, results, java.util.Map.of(), ROWS);
    }

    private Plan run(Plan plan) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Source && plan.buffer(node) != null) {
                CounterRandom.of(1, CounterRandom.Purpose.WEIGHTS, node.id()).fillUniform(plan.buffer(node), 0.5);
            }
        }
        plan.execution().rows = ROWS;
        plan.run();
        return plan;
    }
}
