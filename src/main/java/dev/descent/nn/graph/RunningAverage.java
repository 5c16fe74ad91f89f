package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/**
 * (1 − momentum)·running + momentum·batch, both [N]; a training writes it over the running value it was made from.
 *
 * @param unbiased whether the batch value is a variance over B rows that counts as one over B − 1: the running value then stays
 *                 as it is where the batch is a single row, which has no such variance
 */
public record RunningAverage(double momentum, boolean unbiased) implements Elementwise {

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
            int rows = execution.rows;
            if (!unbiased) {
                kernels.average(running, batch, (float) (1 - momentum), (float) momentum, out, from, to);
            } else if (rows > 1) {
                kernels.average(running, batch, (float) (1 - momentum), (float) (momentum * rows / (rows - 1)), out, from, to);
            } else {
                kernels.average(running, batch, 1f, 0f, out, from, to);
            }
        };
    }
}
