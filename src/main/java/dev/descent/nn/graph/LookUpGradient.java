package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/** dw [V, D] of {@link LookUp} from x and dy: to each row the sum of dy where it was named. */
public record LookUpGradient(int entries) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.fixed(entries, inputs.getLast().shape().columns());
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
        float[] dy = binding.in(1);
        int positions = binding.columns(0);
        var portions = binding.portions();
        return part -> Positions.lookUpGradient(x, dy, out, Panels.height(entries), entries, execution.height, positions, execution.rows, portions[part]);
    }
}
