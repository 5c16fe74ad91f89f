package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;

/**
 * How a recurrent layer of so many units lays out what belongs to a step: blocks of whole panels, one for each gate and state, so
 * that the same unit stands at the same place in all of them. The panels of a value with so many blocks at every position.
 *
 * @param height rows of a batch
 */
record Gates(Kernels kernels, int units, int positions, int height) {

    /** Columns of a block. */
    static int block(int units) {
        return Panels.size(units);
    }

    int panels() {
        return Panels.count(units);
    }

    /** Floats from a panel to the next. */
    int panel() {
        return positions * height * Panels.WIDTH;
    }

    /** Where a panel of a block begins at a position and a row. */
    int at(int block, int panel, int position, int row) {
        return (block * panels() + panel) * panel() + (position * height + row) * Panels.WIDTH;
    }

    /** f of a whole block in place. */
    void apply(Function function, float[] x, int block, int position, int rowFrom, int rowTo) {
        for (int panel = 0; panel < panels(); panel++) {
            kernels.map(function, 0, x, x, at(block, panel, position, rowFrom), at(block, panel, position, rowTo));
        }
    }

    /** out = x + the bias of its columns, for the first blocks of both. */
    void withBias(float[] x, float[] ones, float[] bias, float[] out, int blocks, int position, int rowFrom, int rowTo) {
        for (int panel = 0; panel < blocks * panels(); panel++) {
            kernels.affineColumns(x, ones, bias, out, positions * height, at(0, panel, position, rowFrom), at(0, panel, position, rowTo));
        }
    }
}
