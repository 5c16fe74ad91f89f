package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import java.util.List;

/** dx = f′(x)·dy from dy and the one value that f′ is computed from, see {@link Function#derivativeOfValue}. */
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
        float[] v = binding.in(0);
        float[] dy = binding.in(1);
        var shape = binding.node().shape();
        int n = binding.size();
        return () -> kernels.mapGradient(function, a, v, dy, out, 0, shape.perRow() ? execution.rows * n : n);
    }
}
