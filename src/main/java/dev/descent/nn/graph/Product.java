package dev.descent.nn.graph;

import java.util.List;

/** y [B,N] = x [B,K] · w [K,N]. */
public record Product() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        var x = inputs.get(0).shape();
        var w = inputs.get(1).shape();
        if (!x.perRow() || w.perRow() || x.size() != w.dims().get(0)) {
            throw new IllegalArgumentException("cannot multiply " + x + " by " + w);
        }
        return Shape.rows(w.dims().get(1));
    }

    /** dx = dy · wᵀ, dw = xᵀ · dy. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(
                graph.add(new Product(), gradient, graph.transpose(node.input(1))),
                graph.add(new TransposedProduct(), node.input(0), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] w = binding.in(1);
        int inner = binding.size(0);
        int columns = binding.size();
        return () -> kernels.product(x, w, out, execution.rows, inner, columns);
    }
}
