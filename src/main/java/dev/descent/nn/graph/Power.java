package dev.descent.nn.graph;

import dev.descent.nn.kernel.Binary;
import dev.descent.nn.kernel.Finish;
import java.util.List;

/** y = xⁿ with a whole exponent that is known beforehand: by multiplication, so that x may be negative. */
public record Power(int n) implements Pointwise {

    /** The largest exponent, up or down. */
    public static final int MOST = 1000;

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    /** n·xⁿ⁻¹; nothing of x⁰ depends on x. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        if (n == 0 || n == 1) {
            return List.of(graph.add(new Scale(n), gradient));
        }
        Node slope = n == 2 ? node.input(0) : graph.add(new Power(n - 1), node.input(0));
        return List.of(graph.add(new Scale(n), graph.add(new Combine(Binary.MULTIPLY), gradient, slope)));
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        Finish power = (from, to) -> kernels.power(x, n, out, from, to);
        return n > 0 ? power : power.then(binding.padding());
    }

    /** In the order of the kernel. */
    @Override
    public double value(double[] in) {
        double power = 1;
        double square = in[0];
        for (int left = Math.abs(n); left > 0; left >>= 1) {
            power = (left & 1) == 1 ? power * square : power;
            square *= square;
        }
        return n < 0 ? 1 / power : power;
    }
}
