package dev.descent.nn.graph;

import dev.descent.nn.kernel.Binary;
import dev.descent.nn.kernel.Finish;
import dev.descent.nn.kernel.Unary;
import java.util.List;

/** z = f(x, y), element by element, of one shape; {@link Add} stands for itself. */
public record Combine(Binary function) implements Pointwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.common(inputs);
    }

    /** Where x = y, minimum and maximum pass half of the gradient to each. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node z, Node gradient) {
        Node x = z.input(0);
        Node y = z.input(1);
        return switch (function) {
            case SUBTRACT -> List.of(gradient, graph.add(new Scale(-1), gradient));
            case MULTIPLY -> List.of(product(graph, gradient, y), product(graph, gradient, x));
            case DIVIDE -> {
                Node dx = graph.add(this, gradient, y);
                yield List.of(dx, graph.add(new Scale(-1), product(graph, dx, z)));
            }
            case MINIMUM -> List.of(graph.add(new WhereSmaller(), x, y, gradient), graph.add(new WhereSmaller(), y, x, gradient));
            case MAXIMUM -> List.of(graph.add(new WhereSmaller(), y, x, gradient), graph.add(new WhereSmaller(), x, y, gradient));
            case POWER -> List.of(
                    product(graph, product(graph, gradient, y), graph.add(this, x, graph.add(new Combine(Binary.SUBTRACT), y, graph.filled(1, y.shape())))),
                    product(graph, product(graph, gradient, z), graph.add(new Apply(Unary.LOG), x)));
        };
    }

    private static Node product(GraphBuilder graph, Node a, Node b) {
        return graph.add(new Combine(Binary.MULTIPLY), a, b);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] y = binding.in(1);
        Finish combine = (from, to) -> kernels.combine(function, x, y, out, from, to);
        return function.isZeroAtZero() ? combine : combine.then(binding.padding());
    }

    @Override
    public double value(double[] in) {
        return function.value(in[0], in[1]);
    }
}
