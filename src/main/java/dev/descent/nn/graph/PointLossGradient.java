package dev.descent.nn.graph;

import dev.descent.nn.kernel.PointLoss;
import dev.descent.nn.kernel.Finish;
import java.util.List;

/** dz of {@link PointLossOp}. */
public record PointLossGradient(PointLoss loss, float p, boolean mean) implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] z = binding.in(0);
        float[] y = binding.in(1);
        int n = binding.columns();
        Finish gradient = (from, to) -> kernels.pointLossGradient(
                loss, p, mean ? (float) (1.0 / ((double) execution.rows * n)) : 1f, z, y, out, from, to);
        return loss.isZeroAtZero() ? gradient : gradient.then(binding.padding());
    }
}
