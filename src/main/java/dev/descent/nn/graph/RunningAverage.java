package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/**
 * (1 − momentum)·running + momentum·batch, both [N]; a training writes it over the running value it was made from.
 *
 * @param positions of each row over which the batch value was taken
 * @param unbiased whether the batch value is a variance over the m positions of B rows that counts as one over m − 1: the running value then stays
 *                 as it is where m is 1, which has no such variance
 */
public record RunningAverage(double momentum, int positions, boolean unbiased) implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noDerivative(this);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] running = binding.in(0);
        float[] batch = binding.in(1);
        return (from, to) -> {
            int m = positions * execution.rows;
            if (!unbiased) {
                kernels.average(running, batch, (float) (1 - momentum), (float) momentum, out, from, to);
            } else if (m > 1) {
                kernels.average(running, batch, (float) (1 - momentum), (float) (momentum * m / (m - 1)), out, from, to);
            } else {
                kernels.average(running, batch, 1f, 0f, out, from, to);
            }
        };
    }
}
