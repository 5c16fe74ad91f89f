package dev.descent.nn.graph;

import java.util.List;

/** y [B] = one column of x [B,N]. */
public record TakeColumn(int column) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.line();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new PutColumn(column, node.input(0).shape().size()), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return part -> kernels.takeColumn(x, column, out, execution.height, execution.rowFrom(part), execution.rowTo(part));
    }
}
