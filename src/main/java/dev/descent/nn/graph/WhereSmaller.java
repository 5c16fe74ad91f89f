package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/** The gradient that minimum and maximum pass on: of a, b and g it is g where a < b, g/2 where a = b, else 0. */
public record WhereSmaller() implements Pointwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.common(inputs);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] a = binding.in(0);
        float[] b = binding.in(1);
        float[] g = binding.in(2);
        return (from, to) -> kernels.whereSmaller(a, b, g, out, from, to);
    }

    @Override
    public double value(double[] in) {
        return in[0] < in[1] ? in[2] : in[0] == in[1] ? 0.5 * in[2] : 0;
    }
}
