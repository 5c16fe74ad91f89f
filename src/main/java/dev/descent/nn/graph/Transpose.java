package dev.descent.nn.graph;

import java.util.List;

/** y [N,M] = x [M,N] transposed. */
public record Transpose() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        var dims = inputs.get(0).shape().dims();
        return Shape.fixed(dims.get(1), dims.get(0));
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.transpose(gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int m = binding.node().input(0).shape().dims().get(0);
        int n = binding.node().input(0).shape().dims().get(1);
        var portions = binding.portions();
        return part -> kernels.transpose(x, out, m, n, portions[part]);
    }
}
