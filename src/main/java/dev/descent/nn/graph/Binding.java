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

    /** Elements of the input, per row where it is per row. */
    int size(int index) {
        return node.input(index).shape().size();
    }

    /** Elements of the node's value, per row where it is per row. */
    int size() {
        return node.shape().size();
    }

    int height() {
        return execution.height;
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
        int n = size();
        return (from, to) -> Panels.clearPadding(out, execution.height, n, from, to);
    }

    /** A step by rows, and after it the padding columns of its rows set to 0. */
    Step cleared(Step step) {
        int height = execution.height;
        int last = (Panels.count(size()) - 1) * height;
        var padding = padding();
        return part -> {
            step.run(part);
            padding.range((last + execution.rowFrom(part)) * Panels.WIDTH, (last + execution.rowTo(part)) * Panels.WIDTH);
        };
    }

    /** Walks over all elements of a part, a contiguous stretch at a time; the last one of a line is filled up to whole vectors. */
    Step elementwise(Finish range) {
        int height = execution.height;
        int panels = Panels.count(size());
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
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            for (int panel = 0; panel < panels; panel++) {
                all.range((panel * height + from) * Panels.WIDTH, (panel * height + to) * Panels.WIDTH);
            }
        };
    }
}
