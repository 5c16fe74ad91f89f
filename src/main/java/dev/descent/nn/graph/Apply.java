package dev.descent.nn.graph;

import dev.descent.nn.kernel.Binary;
import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Unary;
import java.util.Arrays;
import java.util.List;

/** y = f(x), element by element, of the functions that formulas have besides the activations of {@link Map}. */
public record Apply(Unary function) implements Pointwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node y, Node gradient) {
        Node x = y.input(0);
        return Arrays.asList(switch (function) {
            case EXP -> graph.add(new Combine(Binary.MULTIPLY), gradient, y);
            case LOG -> graph.add(new Combine(Binary.DIVIDE), gradient, x);
            case SIN -> graph.add(new Combine(Binary.MULTIPLY), gradient, graph.add(new Apply(Unary.COS), x));
            case COS -> graph.add(new Scale(-1), graph.add(new Combine(Binary.MULTIPLY), gradient, graph.add(new Apply(Unary.SIN), x)));
            case ABS -> graph.add(new Combine(Binary.MULTIPLY), gradient, graph.add(new Apply(Unary.SIGN), x));
            case SQRT -> graph.add(new Combine(Binary.DIVIDE), gradient, graph.add(new Add(), y, y));
            // It is flat wherever it has a slope.
            case SIGN -> null;
        });
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        Finish apply = (from, to) -> kernels.apply(function, x, out, from, to);
        return function.isZeroAtZero() ? apply : apply.then(binding.padding());
    }

    @Override
    public double value(double[] in) {
        return function.value(in[0]);
    }
}
