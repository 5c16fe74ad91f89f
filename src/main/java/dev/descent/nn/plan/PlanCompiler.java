package dev.descent.nn.plan;

import dev.descent.nn.graph.Binding;
import dev.descent.nn.graph.Elementwise;
import dev.descent.nn.graph.Execution;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Split;
import dev.descent.nn.graph.Step;
import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Kernels;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Turns a graph into a {@link Plan}: keeps what the results need, joins neighbours, puts them into phases, gives each value memory
 * and binds the operations to it.
 */
public final class PlanCompiler {

    private final Kernels kernels;
    private final int parts;

    /** @param parts into which the work of a phase is cut, so that as many threads can share it */
    public PlanCompiler(Kernels kernels, int parts) {
        this.kernels = kernels;
        this.parts = parts;
    }

    /**
     * @param results what the plan is to compute
     * @param given   buffers that exist already, such as the parameters; the others are allocated
     * @param maxRows largest batch
     */
    public Plan compile(GraphBuilder graph, Collection<Node> results, Map<Node, float[]> given, int maxRows) {
        var needed = MemoryPlanner.needed(graph.nodes(), results);
        var phases = Schedule.of(Group.of(needed, results));
        var buffers = MemoryPlanner.allocate(needed, phases, given, results, maxRows);
        var execution = new Execution(maxRows, parts);
        var steps = phases.stream().map(phase -> inOrder(phase.stream().map(group -> bind(group, buffers, execution)).toArray(Step[]::new))).toList();
        return new Plan(steps, buffers, execution);
    }

    private static Step inOrder(Step[] steps) {
        return part -> {
            for (Step step : steps) {
                step.run(part);
            }
        };
    }

    /** The first operation does the work, the others finish each stretch of it; all write to the memory of the group's value. */
    private Step bind(Group group, Map<Node, float[]> buffers, Execution execution) {
        float[] out = buffers.get(group.value());
        var finish = Finish.NOTHING;
        for (Node node : group.nodes().subList(1, group.nodes().size())) {
            finish = finish.then(((Elementwise) node.op()).range(binding(group, node, buffers, out, Finish.NOTHING, execution)));
        }
        var step = group.first().op().bind(binding(group, group.first(), buffers, out, finish, execution));
        return group.split() == Split.NONE ? part -> {
            if (part == 0) {
                step.run(part);
            }
        } : step;
    }

    private Binding binding(Group group, Node node, Map<Node, float[]> buffers, float[] out, Finish finish, Execution execution) {
        var in = node.inputs().stream().map(input -> group.nodes().contains(input) ? out : buffers.get(input)).toArray(float[][]::new);
        return new Binding(kernels, execution, node, in, out, finish);
    }

    /** Bytes of all values if none shared its memory, and of what their operations look up: an upper bound for {@link #compile}; computed without allocating any. */
    public static long bytes(GraphBuilder graph, Collection<Node> results, int maxRows) {
        return MemoryPlanner.needed(graph.nodes(), results).stream().mapToLong(node -> 4 * node.shape().elements(maxRows) + node.op().tableBytes(node)).sum();
    }
}
