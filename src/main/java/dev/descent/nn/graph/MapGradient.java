package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import java.util.List;

/** dx = f′(x)·dy from x, y = f(x) and dy. */
public record MapGradient(Function function, float a) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
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
        float[] y = binding.in(1);
        float[] dy = binding.in(2);
        var shape = binding.node().shape();
        int n = binding.size();
        return () -> kernels.mapGradient(function, a, x, y, dy, out, shape.perRow() ? execution.rows * n : n);
    }
}
