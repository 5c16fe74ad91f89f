package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/** y [B, columns] = x [B, positions, columns] at one position. */
public record TakePosition(int position) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(inputs.getFirst().shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new PutPosition(position, node.input(0).shape().positions()), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int positions = binding.node().input(0).shape().positions();
        int panels = Panels.count(binding.columns());
        return part -> Positions.take(x, out, execution.height, positions, position, panels, execution.rowFrom(part), execution.rowTo(part));
    }
}
