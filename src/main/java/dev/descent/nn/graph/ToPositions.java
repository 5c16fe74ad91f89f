package dev.descent.nn.graph;

import dev.descent.nn.kernel.Positions;
import java.util.List;

/**
 * y [B, positions, columns] = x [B, positions·columns].
 *
 * @param columnsFirst whether a row of x goes through the positions of one column first, as the pixels of a channel, else through the columns of one position
 */
public record ToPositions(int positions, int columns, boolean columnsFirst) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(positions, columns);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new Flatten(columnsFirst), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        return part -> Positions.spread(x, out, execution.height, positions, columns, columnsFirst, execution.rowFrom(part), execution.rowTo(part));
    }
}
