package dev.descent.nn.graph;

import java.util.List;

/** y [B,width] = the columns of x from {@code from} on. */
public record Slice(int from, int width) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(width);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        int height = binding.height();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return binding.byClearedRows((rowFrom, rowTo) -> kernels.copyColumns(x, from, out, 0, width, height, rowFrom, rowTo));
    }
}
