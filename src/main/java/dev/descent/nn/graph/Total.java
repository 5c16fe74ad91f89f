package dev.descent.nn.graph;

import java.util.List;

/** y [1] = sum of x [B] over the batch, in double. */
public record Total() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(1);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Split split(Node node) {
        return Split.NONE;
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return part -> out[0] = (float) kernels.sum(x, 0, execution.rows);
    }
}
