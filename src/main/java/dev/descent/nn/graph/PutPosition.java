package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/** y [B, positions, columns] = 0 but for one position, which is x [B, columns]. */
public record PutPosition(int position, int positions) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(positions, inputs.getFirst().shape().columns());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Op.noSecondDerivative(this);
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int panels = Panels.count(binding.columns());
        return part -> Positions.put(x, out, execution.height, positions, position, panels, execution.rowFrom(part), execution.rowTo(part));
    }
}
