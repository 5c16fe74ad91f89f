package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/** y [T·N, M] = x [T·M, N], each of the T blocks transposed. */
public record TransposeTaps(int taps) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        var dims = inputs.getFirst().shape().dims();
        return Shape.fixed(taps * dims.get(1), dims.get(0) / taps);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        float[] out = binding.out();
        float[] x = binding.in(0);
        var dims = binding.node().input(0).shape().dims();
        int n = dims.get(1);
        int m = dims.get(0) / taps;
        int xHeight = Panels.height(taps * m);
        int height = Panels.height(taps * n);
        var portions = binding.portions();
        return part -> {
            var portion = portions[part];
            for (int column = portion.panelFrom() * Panels.WIDTH; column < portion.panelTo() * Panels.WIDTH; column++) {
                for (int row = portion.rowFrom(); row < portion.rowTo(); row++) {
                    out[Panels.index(height, row, column)] = column < m && row < taps * n ? x[Panels.index(xHeight, row / n * m + column, row % n)] : 0f;
                }
            }
        };
    }
}
