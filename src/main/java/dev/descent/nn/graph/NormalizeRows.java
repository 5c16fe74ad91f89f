package dev.descent.nn.graph;

import java.util.List;

/** y [B,N] = (x − mean)/√(variance + ε) with mean and variance of each row (Ba et al. 2016); the variance is divided by N. */
public record NormalizeRows(float epsilon) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new NormalizeRowsGradient(epsilon), node.input(0), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        int height = binding.height();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int n = binding.columns();
        return binding.byRows((from, to) -> kernels.normalizeRows(x, epsilon, out, height, from, to, n));
    }
}
