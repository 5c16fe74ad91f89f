package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/** dx of {@link MaxPool} from x, y and dy: of equal values in a window the first takes the gradient. */
public record MaxPoolGradient(Window window) implements Op {

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
        var execution = binding.execution();
        var links = window.forward();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] y = binding.in(1);
        float[] dy = binding.in(2);
        int panels = Panels.count(binding.columns());
        return part -> kernels.linkedMaximaGradient(x, y, dy, out, binding.height(), binding.height(1), links, execution.height, execution.rowFrom(part),
                execution.rowTo(part), panels);
    }

    @Override
    public long tableBytes(Node node) {
        return window.tableBytes();
    }
}
