package dev.descent.nn.graph;

import dev.descent.nn.kernel.Finish;
import java.util.Arrays;
import java.util.List;

/** y [B] = a single number [1] for each row. */
public record Spread() implements Elementwise {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.line();
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new Total(), gradient));
    }

    @Override
    public Finish range(Binding binding) {
        float[] out = binding.out();
        float[] number = binding.in(0);
        return (from, to) -> Arrays.fill(out, from, to, number[0]);
    }
}
