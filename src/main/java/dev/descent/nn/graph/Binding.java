package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Portion;

/**
 * Where an operation finds its inputs and leaves its value.
 *
 * @param in     a buffer for each input, in panels
 * @param out    the buffer of the value, of which each row or part is written whole, padding columns included
 * @param finish what the operation has to do to each stretch of its value once that is there
 */
public record Binding(Kernels kernels, Execution execution, Node node, float[][] in, float[] out, Finish finish) {

    float[] in(int index) {
        return in[index];
    }

    int columns(int index) {
        return node.input(index).shape().columns();
    }

    int columns() {
        return node.shape().columns();
    }

    int positions() {
        return node.shape().positions();
    }

    /** Of the panels of an input, all positions together. */
    int height(int index) {
        return node.input(index).shape().positions() * execution.height;
    }

    /** Of the panels of the node's value. */
    int height() {
        return positions() * execution.height;
    }

    /** What each part writes of the value, for operations that are split by their result. */
    Portion[] portions() {
        var portions = new Portion[execution.parts];
        var dims = node.shape().dims();
        for (int part = 0; part < portions.length; part++) {
            portions[part] = dims.size() == 1
                    ? Portion.of(dims.getFirst(), part, execution.parts)
                    : Portion.of(dims.getFirst(), dims.getLast(), part, execution.parts);
        }
        return portions;
    }

    /** Writes 0 into the padding columns of a stretch: for operations that leave something else there. */
    Finish padding() {
        if (node.shape().isLine()) {
            return Finish.NOTHING;
        }
        int n = columns();
        int height = height();
        return (from, to) -> Panels.clearPadding(out, height, n, from, to);
    }

    /** What is done to the rows [from, to) of a value's panels. */
    @FunctionalInterface
    interface RowRange {
        void rows(int from, int to);
    }

    /** A part's rows, position by position, or all at once where no others lie between them. */
    Step byRows(RowRange range) {
        int positions = positions();
        int height = execution.height;
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            if (to - from == height) {
                range.rows(0, positions * height);
            } else {
                for (int first = 0; first < positions * height; first += height) {
                    range.rows(first + from, first + to);
                }
            }
        };
    }

    /** The same, and after it the padding columns of these rows set to 0. */
    Step byClearedRows(RowRange range) {
        int last = (Panels.count(columns()) - 1) * height();
        var padding = padding();
        return byRows((from, to) -> {
            range.rows(from, to);
            padding.range((last + from) * Panels.WIDTH, (last + to) * Panels.WIDTH);
        });
    }

    /** Walks over all elements of a part, a contiguous stretch at a time; the last one of a line is filled up to whole vectors. */
    Step elementwise(Finish range) {
        int height = height();
        int panels = Panels.count(columns());
        var all = range.then(finish);
        if (!node.shape().perRow()) {
            var portions = portions();
            return part -> {
                for (int i = 0; i < portions[part].ranges(); i++) {
                    all.range(portions[part].from(i), portions[part].to(i));
                }
            };
        }
        if (node.shape().isLine()) {
            return part -> all.range(execution.rowFrom(part), part == execution.parts - 1 ? Panels.size(execution.rows) : execution.rowTo(part));
        }
        return byRows((from, to) -> {
            for (int panel = 0; panel < panels; panel++) {
                all.range((panel * height + from) * Panels.WIDTH, (panel * height + to) * Panels.WIDTH);
            }
        });
    }
}
