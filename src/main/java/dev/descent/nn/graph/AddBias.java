package dev.descent.nn.graph;

import java.util.List;

/** y [B,N] = x [B,N] + b [N]. */
public record AddBias() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    /** The bias has been added to every row, so its gradient is the sum over the rows. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(gradient, graph.add(new ColumnSums(), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] bias = binding.in(1);
        int n = binding.size();
        return () -> kernels.addBias(x, bias, out, execution.rows, n);
    }
}
