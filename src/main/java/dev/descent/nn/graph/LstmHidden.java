package dev.descent.nn.graph;

import java.util.Arrays;
import java.util.List;

/**
 * h [B, T, H] of {@link LstmStates}, which is its first input; the others are what the states were made from, and take the gradients.
 */
public record LstmHidden(int units) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(units);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        Node states = node.input(0);
        Node dgates = graph.add(new LstmGradient(units), states, graph.transpose(node.input(2)), gradient);
        Node dw = graph.add(new ConvolveWeights(Window.before(node.shape().positions())), node, dgates);
        return Arrays.asList(null, dgates, dw, graph.add(new ColumnSums(), dgates));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] states = binding.in(0);
        int height = binding.height();
        return binding.byClearedRows(
                (from, to) -> kernels.copyColumns(states, LstmStates.HIDDEN * Gates.block(units), out, 0, units, height, from, to));
    }
}
