package dev.descent.nn.plan;

import dev.descent.nn.graph.Binding;
import dev.descent.nn.graph.Execution;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Step;
import dev.descent.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Turns a graph into a {@link Plan}: keeps what the results need, gives each value a buffer, binds each operation to them. */
public final class PlanCompiler {

    private final Kernels kernels;

    public PlanCompiler(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * @param results what the plan is to compute
     * @param given   buffers that exist already, such as the parameters; the others are allocated
     * @param maxRows largest batch
     */
    public Plan compile(GraphBuilder graph, Collection<Node> results, Map<Node, float[]> given, int maxRows) {
        var buffers = new HashMap<>(given);
        var execution = new Execution();
        var steps = new ArrayList<Step>();
        for (Node node : MemoryPlanner.needed(graph.nodes(), results)) {
            buffers.computeIfAbsent(node, missing -> new float[missing.shape().size(maxRows)]);
            if (!(node.op() instanceof Source)) {
                var in = node.inputs().stream().map(buffers::get).toArray(float[][]::new);
                steps.add(node.op().bind(new Binding(kernels, node, in, buffers.get(node), execution)));
            }
        }
        return new Plan(steps.toArray(Step[]::new), buffers, execution);
    }

    /** Bytes of all buffers that {@link #compile} would allocate for these results; computed without allocating any. */
    public static long bytes(GraphBuilder graph, Collection<Node> results, int maxRows) {
        return MemoryPlanner.needed(graph.nodes(), results).stream()
                .mapToLong(node -> 4L * node.shape().size() * (node.shape().perRow() ? maxRows : 1))
                .sum();
    }
}
