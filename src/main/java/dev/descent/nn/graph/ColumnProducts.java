package dev.descent.nn.graph;

import java.util.List;

/** y [N] = Σa·b over the batch and its positions, of a and b [B,N]. */
public record ColumnProducts() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(inputs.getFirst().shape().columns());
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
        float[] a = binding.in(0);
        float[] b = binding.in(1);
        int positions = binding.node().input(0).shape().positions();
        var portions = binding.portions();
        return part -> kernels.columnProducts(a, b, out, execution.height, positions, execution.rows, portions[part].panelFrom(), portions[part].panelTo());
    }
}
