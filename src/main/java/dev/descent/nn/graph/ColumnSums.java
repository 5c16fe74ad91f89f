package dev.descent.nn.graph;

import java.util.List;

/** y [N] = sum of x [B,N] over the batch and its positions. */
public record ColumnSums() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(inputs.get(0).shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int positions = binding.node().input(0).shape().positions();
        var portions = binding.portions();
        return part -> kernels.columnSums(x, out, execution.height, positions, execution.rows, portions[part].panelFrom(), portions[part].panelTo());
    }
}
