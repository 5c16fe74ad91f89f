package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/** y = factor·x. */
public record Scale(double factor) implements Pointwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(this, gradient));
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return (from, to) -> kernels.scaled(x, (float) factor, out, from, to);
    }

    @Override
    public double value(double[] in) {
        return factor * in[0];
    }
}
