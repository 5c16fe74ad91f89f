package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Portion;
import java.util.Arrays;
import java.util.List;

/** dw [T·K, N] of {@link Convolve}: for each tap Σ xᵀ·dy over the batch and over all windows, with x [B, P, K] where the tap stands and dy [B, Q, N]. */
public record ConvolveWeights(Window window) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(window.taps() * inputs.get(0).shape().columns(), inputs.get(1).shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        var links = window.byTap();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] dy = binding.in(1);
        int inner = binding.columns(0);
        int columns = binding.columns();
        int height = Panels.height(window.taps() * inner);
        int units = window.taps() * Math.ceilDiv(inner, Panels.TILE);
        float[][] scratch = new float[execution.parts][2 * Panels.TILE * Panels.WIDTH];
        return part -> {
            kernels.linkedTransposedProduct(x, binding.height(0), dy, binding.height(1), out, height, links, execution.height, execution.rows, inner, columns,
                    Portion.share(units, part, execution.parts), Portion.share(units, part + 1, execution.parts), scratch[part]);
            if (part == 0) {
                clear(out, height, window.taps() * inner, Panels.count(columns));
            }
        };
    }

    /** The rows behind the last. */
    private static void clear(float[] out, int height, int rows, int panels) {
        for (int panel = 0; panel < panels; panel++) {
            Arrays.fill(out, (panel * height + rows) * Panels.WIDTH, (panel + 1) * height * Panels.WIDTH, 0f);
        }
    }

    @Override
    public long tableBytes(Node node) {
        return window.tableBytes();
    }
}
