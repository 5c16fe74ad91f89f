package dev.descent.nn.graph;

import dev.descent.nn.kernel.Function;
import java.util.List;

/** y = f(x), element by element; {@code a} is the parameter of those functions that have one. */
public record Map(Function function, float a) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new MapGradient(function, a), function.derivativeOfValue(a) ? node : node.input(0), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        var shape = binding.node().shape();
        int n = binding.size();
        return () -> kernels.map(function, a, x, out, 0, shape.perRow() ? execution.rows * n : n);
    }
}
