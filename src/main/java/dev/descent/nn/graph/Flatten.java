package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/** y [B, positions·columns] = x [B, positions, columns], the way back from {@link ToPositions}. */
public record Flatten(boolean columnsFirst) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(inputs.getFirst().shape().size());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        var x = node.input(0).shape();
        return List.of(graph.add(new ToPositions(x.positions(), x.columns(), columnsFirst), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        var shape = binding.node().input(0).shape();
        int last = (Panels.count(binding.columns()) - 1) * execution.height;
        var padding = binding.padding();
        return part -> {
            int from = execution.rowFrom(part);
            int to = execution.rowTo(part);
            Positions.flatten(x, out, execution.height, shape.positions(), shape.columns(), columnsFirst, from, to);
            padding.range((last + from) * Panels.WIDTH, (last + to) * Panels.WIDTH);
        };
    }
}
