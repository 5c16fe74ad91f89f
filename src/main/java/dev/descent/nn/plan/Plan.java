package dev.descent.nn.plan;

import dev.descent.nn.graph.Execution;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Step;
import java.util.List;
import java.util.Map;

/** A graph put in order with every buffer in place: running it allocates nothing. */
public final class Plan {

    private final Step[] phases;
    private final Map<Node, float[]> buffers;
    private final Execution execution;

    Plan(List<Step> phases, Map<Node, float[]> buffers, Execution execution) {
        this.phases = phases.toArray(Step[]::new);
        this.buffers = buffers;
        this.execution = execution;
    }

    /** Rows, step and seed are set here before a run, the loss is read here after it. */
    public Execution execution() {
        return execution;
    }

    /** The values of a result in panels; of a source, what to fill before a run. */
    public float[] buffer(Node node) {
        return buffers.get(node);
    }

    /** What is done one after the other; the parts of a phase may be done at the same time. */
    public List<Step> phases() {
        return List.of(phases);
    }

    /** Does everything on this thread. */
    public void run() {
        for (Step phase : phases) {
            for (int part = 0; part < execution.parts; part++) {
                phase.run(part);
            }
        }
    }
}
