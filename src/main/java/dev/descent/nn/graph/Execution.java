package dev.descent.nn.graph;

/** What one pass through a plan is about; changed between passes, never allocated in them. */
public final class Execution {

    /** Rows of this batch. */
    public int rows;
    /** Mini-batch step of the run, from 0. */
    public long step;
    /** Seed of the run. */
    public long seed;
    /** Sum of the losses of this pass. */
    public double lossSum;
    /** What {@link #lossSum} is divided by; 0 where the loss is the sum itself. */
    public double lossWeight;

    public double loss() {
        return lossWeight == 0 ? lossSum : lossSum / lossWeight;
    }
}
