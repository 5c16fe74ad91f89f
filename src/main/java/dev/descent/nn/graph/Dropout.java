package dev.descent.nn.graph;

import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Finish;
import java.util.List;

/**
 * Inverted dropout (Srivastava et al. 2014): each element is 0 with probability {@code rate}, else divided by 1 − rate.
 *
 * @param stream tells the dropout layers of a network apart
 */
public record Dropout(double rate, int stream) implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.get(0).shape();
    }

    /** The same mask again: it is a function of seed, step and place, so nothing had to be kept. */
    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(this, gradient));
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int n = binding.columns();
        int height = binding.height();
        return (from, to) -> {
            long layer = CounterRandom.key(execution.seed, CounterRandom.Purpose.DROPOUT, stream);
            long key = CounterRandom.key(layer, CounterRandom.Purpose.DROPOUT, execution.step);
            kernels.dropout(x, out, height, n, key, rate, from, to);
        };
    }
}
