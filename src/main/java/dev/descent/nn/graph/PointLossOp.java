package dev.descent.nn.graph;

import dev.descent.nn.kernel.PointLoss;
import java.util.Arrays;
import java.util.List;

/** Loss summed over all outputs, or its mean over rows and outputs. */
public record PointLossOp(PointLoss loss, float p, boolean mean) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(1);
    }

    /** A loss is where differentiation starts, so ∂loss/∂loss = 1 is not multiplied in. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Arrays.asList(graph.add(new PointLossGradient(loss, p, mean), node.input(0), node.input(1)), null);
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
        float[] z = binding.in(0);
        float[] y = binding.in(1);
        int n = binding.columns(0);
        return part -> {
            execution.lossSum = kernels.pointLoss(loss, p, z, y, execution.height, execution.rows, n);
            execution.lossWeight = mean ? (double) execution.rows * n : 0;
            out[0] = (float) execution.loss();
        };
    }
}
