package dev.descent.nn.train;

import dev.descent.nn.data.Samples;
import dev.descent.nn.graph.Execution;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.plan.Plan;

/** The rows that go through a plan at a time: gathered into its panels, and read back row-major. */
final class Batch {

    private final Kernels kernels;
    private final Execution execution;
    private final float[] features;
    private final float[] targets;
    private final float[] output;
    private final int maxRows;
    /** Only where they are asked for: a training reads its panels. */
    private float[] outputRows;
    private float[] targetRows;
    private final int outputWidth;
    private final int targetWidth;
    private Samples samples;
    private int[] order;
    private int from;

    Batch(Kernels kernels, Plan plan, Model.Lowered lowered, int maxRows) {
        this.kernels = kernels;
        this.execution = plan.execution();
        this.features = plan.buffer(lowered.features());
        this.targets = plan.buffer(lowered.target());
        this.output = plan.buffer(lowered.output());
        this.outputWidth = lowered.output().shape().size();
        this.targetWidth = lowered.target().shape().size();
        this.maxRows = maxRows;
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

    /** Changes the rows of one part that were fetched. */
    void augment(Augmenter augmenter, int part) {
        augmenter.apply(part, features, execution.height, execution.rowFrom(part), execution.rowTo(part), execution.seed, execution.step);
    }

    /** Fetches the rows of one part. */
    void gather(int part) {
        samples.gather(kernels, order, from, execution.rowFrom(part), execution.rowTo(part), features, targets, execution.height);
    }

    /** How many rows of the last pass are classified rightly, by the rule of {@link Scoring#predicted}; targets are class indices, or ±1 for hinge. */
    int correct() {
        int correct = 0;
        for (int row = 0; row < execution.rows; row++) {
            int actual = (int) Math.max(0, targets[row * Panels.WIDTH]);
            correct += outputWidth == 1 ? (output[row * Panels.WIDTH] > 0 ? 1 : 0) == actual ? 1 : 0 : isFirstLargest(row, actual) ? 1 : 0;
        }
        return correct;
    }

    private boolean isFirstLargest(int row, int actual) {
        float own = output[Panels.index(execution.height, row, actual)];
        for (int panel = 0; panel * Panels.WIDTH < outputWidth; panel++) {
            int from = (panel * execution.height + row) * Panels.WIDTH;
            for (int lane = 0; lane < Math.min(Panels.WIDTH, outputWidth - panel * Panels.WIDTH); lane++) {
                float other = output[from + lane];
                if (other > own || other == own && panel * Panels.WIDTH + lane < actual) {
                    return false;
                }
            }
        }
        return true;
    }

    /** [rows, outputWidth] of the last pass. */
    float[] outputs() {
        outputRows = outputRows == null ? new float[maxRows * outputWidth] : outputRows;
        Panels.unpack(output, execution.height, execution.rows, outputWidth, outputRows, 0);
        return outputRows;
    }

    /** [rows, targetWidth] of the last pass. */
    float[] targets() {
        targetRows = targetRows == null ? new float[maxRows * targetWidth] : targetRows;
        Panels.unpack(targets, execution.height, execution.rows, targetWidth, targetRows, 0);
        return targetRows;
    }
}
