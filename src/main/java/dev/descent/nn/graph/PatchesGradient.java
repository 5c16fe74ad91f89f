package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/** dx [B, channels·P] of {@link Patches}: each number the sum of dy wherever it was seen. */
public record PatchesGradient(Window window, int channels) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(channels * window.in());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        var patches = new Patches(window, channels);
        float[] out = binding.out();
        float[] dy = binding.in(0);
        int width = binding.columns(0);
        int panels = Panels.count(binding.columns());
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            Positions.clear(out, execution.height, panels, from, to);
            for (int p = 0; p < window.out(); p++) {
                for (int column = 0; column < width; column++) {
                    int source = patches.source(p, column);
                    if (source >= 0) {
                        Positions.addColumn(dy, Panels.index(binding.height(0), p * execution.height, column), out, Panels.index(execution.height, 0, source), from, to);
                    }
                }
            }
        };
    }
}
