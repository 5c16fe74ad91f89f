package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.List;

/** dx of {@link NormalizeColumns} from y, dy, the variance, Σdy and Σ(dy·y): (dy − Σdy/B − y·Σ(dy·y)/B)/√(variance + ε). */
public record NormalizeColumnsGradient(float epsilon) implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Finish range(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] y = binding.in(0);
        float[] dy = binding.in(1);
        float[] variance = binding.in(2);
        float[] sums = binding.in(3);
        float[] products = binding.in(4);
        int positions = binding.positions();
        int height = binding.height();
        return (from, to) -> kernels.normalizeColumnsGradient(
                y, dy, variance, sums, products, epsilon, 1f / (positions * execution.rows), out, height, from, to);
    }
}
