package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.Arrays;
import java.util.List;

/** y [B, n, D] = the rows of w [V, D] that x [B, n] names by their numbers, which have been checked to be whole and from 0 to V − 1. */
public record LookUp() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(inputs.get(0).shape().columns(), inputs.get(1).shape().dims().get(1));
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return Arrays.asList(null, graph.add(new LookUpGradient(node.input(1).shape().dims().get(0)), node.input(0), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] w = binding.in(1);
        int entries = binding.node().input(1).shape().dims().get(0);
        int panels = Panels.count(binding.columns());
        return part -> Positions.lookUp(x, w, Panels.height(entries), entries, out, execution.height, binding.positions(), panels, execution.rowFrom(part),
                execution.rowTo(part));
    }
}
