package dev.descent.nn.graph;

import java.util.Arrays;
import java.util.List;

/**
 * h [B, T, H] of {@link GruStates}, which is its first input; the others are what the states were made from, and take the gradients.
 */
public record GruHidden(int units) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(units);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        int block = Gates.block(units);
        Node d = graph.add(new GruGradient(units), node.input(0), graph.transpose(node.input(2)), gradient);
        // What flows to W·h′ + b, blocks r z q, and to the input, blocks r z n.
        Node dhidden = graph.add(new Slice(0, 3 * block), d);
        Node dx = graph.add(new Concat(), graph.add(new Slice(0, 2 * block), d), graph.add(new Slice(3 * block, block), d));
        Node dw = graph.add(new ConvolveWeights(Window.before(node.shape().positions())), node, dhidden);
        return Arrays.asList(null, dx, dw, graph.add(new ColumnSums(), dhidden));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        float[] out = binding.out();
        float[] states = binding.in(0);
        int height = binding.height();
        return binding.byClearedRows(
                (from, to) -> kernels.copyColumns(states, GruStates.HIDDEN * Gates.block(units), out, 0, units, height, from, to));
    }
}
