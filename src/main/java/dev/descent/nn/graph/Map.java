package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Function;
import java.util.List;

/** y = f(x), element by element; {@code a} is the parameter of those functions that have one. */
public record Map(Function function, float a) implements Pointwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    /** Where y alone tells the derivative, x need not be kept. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new MapGradient(function, a), function.derivativeOfValue(a) ? node : node.input(0), gradient));
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        Finish map = (from, to) -> kernels.map(function, a, x, out, from, to);
        return function.isZeroAtZero() ? map : map.then(binding.padding());
    }

    @Override
    public double value(double[] in) {
        return function.value(in[0]);
    }
}
