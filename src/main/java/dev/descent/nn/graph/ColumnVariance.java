package dev.descent.nn.graph;

import java.util.List;

/** y [N] = Σ(x − mean)²/B over the batch and its positions, of x [B,N] and its {@link ColumnMean}. {@link NormalizeColumns} differentiates through it. */
public record ColumnVariance() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getLast().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] mean = binding.in(1);
        int positions = binding.node().input(0).shape().positions();
        var portions = binding.portions();
        return part -> kernels.columnVariances(x, mean, out, execution.height, positions, execution.rows, portions[part].panelFrom(), portions[part].panelTo());
    }
}
