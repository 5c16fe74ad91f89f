package dev.descent.nn.graph;

import dev.descent.nn.kernel.Links;
import dev.descent.nn.kernel.Panels;
import java.util.List;

/**
 * y [B, Q, C] = mean of x [B, P, C] over each window, column by column.
 *
 * @param backward whether it gives dx from dy
 */
public record AveragePool(Window window, boolean backward) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(backward ? window.in() : window.out(), inputs.getFirst().shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return backward ? Op.noSecondDerivative(this) : List.of(graph.add(new AveragePool(window, true), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        Links links = backward ? window.backward() : window.forward();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float share = 1f / window.taps();
        int panels = Panels.count(binding.columns());
        return part -> kernels.linkedSums(x, binding.height(0), share, out, binding.height(), links, execution.height, execution.rowFrom(part), execution.rowTo(part),
                panels);
    }

    @Override
    public long tableBytes(Node node) {
        return window.tableBytes();
    }
}
