package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/** y [B, Q, C] = the largest x [B, P, C] of each window, column by column. */
public record MaxPool(Window window) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(window.out(), inputs.getFirst().shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new MaxPoolGradient(window), node.input(0), node, gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        var links = window.forward();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int panels = Panels.count(binding.columns());
        return part -> kernels.linkedMaxima(x, binding.height(0), out, binding.height(), links, execution.height, execution.rowFrom(part), execution.rowTo(part), panels);
    }

    @Override
    public long tableBytes(Node node) {
        return window.tableBytes();
    }
}
