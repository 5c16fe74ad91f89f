package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Portion;

/** What one pass through a plan is about; changed between passes, never allocated in them. */
public final class Execution {

    /** Rows of panels of every value that is per row. */
    public final int height;
    /** Parts into which the work of a phase is cut. */
    public final int parts;
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

    /** @param maxRows largest batch */
    public Execution(int maxRows, int parts) {
        this.height = Panels.height(maxRows);
        this.parts = parts;
    }

    public double loss() {
        return lossWeight == 0 ? lossSum : lossSum / lossWeight;
    }

    /** First row of the batch that falls to a part: whole tiles, so that none is computed twice. */
    public int rowFrom(int part) {
        return Math.min(rows, Panels.TILE * Portion.share(Panels.height(rows) / Panels.TILE, part, parts));
    }

    public int rowTo(int part) {
        return rowFrom(part + 1);
    }
}
