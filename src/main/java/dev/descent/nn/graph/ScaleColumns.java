package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/** y [B,N] = x [B,N] · scale [N], column by column. */
public record ScaleColumns() implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] scale = binding.in(1);
        int height = binding.height();
        return (from, to) -> kernels.scaleColumns(x, scale, out, height, from, to);
    }
}
