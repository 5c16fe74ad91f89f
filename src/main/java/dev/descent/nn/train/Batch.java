package dev.descent.nn.train;

import dev.descent.nn.data.Samples;
import dev.descent.nn.graph.Execution;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.plan.Plan;

/** The rows that go through a plan at a time: gathered into its panels, and read back row-major. */
final class Batch {

    private final Execution execution;
    private final float[] features;
    private final float[] targets;
    private final float[] output;
    private final float[] outputRows;
    private final float[] targetRows;
    private final int outputWidth;
    private final int targetWidth;
    private Samples samples;
    private int[] order;
    private int from;

    Batch(Plan plan, Model.Lowered lowered, int maxRows) {
        this.execution = plan.execution();
        this.features = plan.buffer(lowered.features());
        this.targets = plan.buffer(lowered.target());
        this.output = plan.buffer(lowered.output());
        this.outputWidth = lowered.output().shape().size();
        this.targetWidth = lowered.target().shape().size();
        this.outputRows = new float[maxRows * outputWidth];
        this.targetRows = new float[maxRows * targetWidth];
    }

    /**
     * Says what {@link #gather} is to fetch.
     *
     * @param order row i of the batch is {@code order[from + i]} of the samples; null takes {@code from + i} itself
     */
    void choose(Samples samples, int[] order, int from, int rows) {
        this.samples = samples;
        this.order = order;
        this.from = from;
        execution.rows = rows;
    }

    /** Fetches the rows that fall to one thread. */
    void gather(int part) {
        samples.gather(order, from, execution.rowFrom(part), execution.rowTo(part), features, targets, execution.height);
    }

    int rows() {
        return execution.rows;
    }

    /** [rows, outputWidth] of the last pass. */
    float[] outputs() {
        Panels.unpack(output, execution.height, execution.rows, outputWidth, outputRows, 0);
        return outputRows;
    }

    /** [rows, targetWidth] of the last pass. */
    float[] targets() {
        Panels.unpack(targets, execution.height, execution.rows, targetWidth, targetRows, 0);
        return targetRows;
    }
}
