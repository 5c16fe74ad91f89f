package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/** y [B,N] = x [B,N] · scale [N] + shift [N], column by column. */
public record AffineColumns() implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        Node dx = graph.add(new ScaleColumns(), gradient, node.input(1));
        Node dscale = graph.add(new ColumnProducts(), gradient, node.input(0));
        return List.of(dx, dscale, graph.add(new ColumnSums(), gradient));
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] scale = binding.in(1);
        float[] shift = binding.in(2);
        int height = binding.height();
        return (from, to) -> kernels.affineColumns(x, scale, shift, out, height, from, to);
    }
}
