package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Function;
import java.util.List;

/** dx = f′·dy from v and dy, where v is y = f(x) or x as {@link Function#derivativeOfValue} says. */
public record MapGradient(Function function, float a) implements Pointwise {

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
        float[] out = binding.out();
        float[] v = binding.in(0);
        float[] dy = binding.in(1);
        return (from, to) -> kernels.mapGradient(function, a, v, dy, out, from, to);
    }

    @Override
    public double value(double[] in) {
        return in[1] * function.derivative(in[0]);
    }
}
