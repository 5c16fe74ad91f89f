package dev.descent.nn.graph;

import java.util.List;

/** dx of {@link NormalizeRows} from x and dy: (dy − mean(dy) − y·mean(dy·y))/√(variance + ε) over each row. */
public record NormalizeRowsGradient(float epsilon) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        int height = binding.height();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] dy = binding.in(1);
        int n = binding.columns();
        return binding.byRows((from, to) -> kernels.normalizeRowsGradient(x, dy, epsilon, out, height, from, to, n));
    }
}
