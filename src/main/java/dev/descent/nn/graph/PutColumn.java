package dev.descent.nn.graph;

import java.util.List;

/** y [B,N] = 0 but for one column, which is x [B]. */
public record PutColumn(int column, int columns) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(columns);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new TakeColumn(column), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return part -> kernels.putColumn(x, out, column, columns, execution.height, execution.rowFrom(part), execution.rowTo(part));
    }
}
