package dev.descent.nn.graph;

import java.util.ArrayList;
import java.util.List;

/** Columns side by side: [B, N1 + N2 + …] of [B,N1], [B,N2], … */
public record Concat() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return inputs.getFirst().shape().withColumns(inputs.stream().mapToInt(input -> input.shape().columns()).sum());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        var slices = new ArrayList<Node>();
        int from = 0;
        for (Node input : node.inputs()) {
            slices.add(graph.add(new Slice(from, input.shape().columns()), gradient));
            from += input.shape().columns();
        }
        return slices;
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        int height = binding.height();
        float[] out = binding.out();
        float[][] in = binding.in();
        int[] widths = binding.node().inputs().stream().mapToInt(input -> input.shape().columns()).toArray();
        return binding.byClearedRows((rowFrom, rowTo) -> {
            int column = 0;
            for (int i = 0; i < in.length; i++) {
                kernels.copyColumns(in[i], 0, out, column, widths[i], height, rowFrom, rowTo);
                column += widths[i];
            }
        });
    }
}
