package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.Arrays;
import java.util.List;

/**
 * y [B,N] = (x − mean [N])/√(variance [N] + ε), column by column (Ioffe and Szegedy 2015). While training mean and variance are
 * those of x over the batch, in predict mode they are parameters.
 */
public record NormalizeColumns(float epsilon) implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    /** What flows through mean and variance is part of dx. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        if (!(node.input(1).op() instanceof ColumnMean)) {
            throw new IllegalStateException("only what is normalized by its own statistics can be differentiated");
        }
        Node sums = graph.add(new ColumnSums(), gradient);
        Node products = graph.add(new ColumnProducts(), gradient, node);
        return Arrays.asList(graph.add(new NormalizeColumnsGradient(epsilon), node, gradient, node.input(2), sums, products), null, null);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] mean = binding.in(1);
        float[] variance = binding.in(2);
        int height = binding.height();
        return (from, to) -> kernels.normalizeColumns(x, mean, variance, epsilon, out, height, from, to);
    }
}
