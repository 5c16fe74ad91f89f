package dev.descent.nn.plan;

import dev.descent.nn.graph.Execution;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Step;
import java.util.Map;

/** A graph put in order with every buffer in place: running it allocates nothing. */
public final class Plan {

    private final Step[] steps;
    private final Map<Node, float[]> buffers;
    private final Execution execution;

    Plan(Step[] steps, Map<Node, float[]> buffers, Execution execution) {
        this.steps = steps;
        this.buffers = buffers;
        this.execution = execution;
    }

    /** Rows, step and seed are set here before {@link #run}, the loss is read here after it. */
    public Execution execution() {
        return execution;
    }

    /** The values of a node, [rows, …] row-major; of a source, what to fill before {@link #run}. */
    public float[] buffer(Node node) {
        return buffers.get(node);
    }

    public void run() {
        for (Step step : steps) {
            step.run();
        }
    }
}
