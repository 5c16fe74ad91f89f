package dev.descent.nn.graph;

import java.util.ArrayList;
import java.util.List;

/** Columns side by side: [B, N1 + N2 + …] of [B,N1], [B,N2], … */
public record Concat() implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(inputs.stream().mapToInt(input -> input.shape().size()).sum());
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        var slices = new ArrayList<Node>();
        int from = 0;
        for (Node input : node.inputs()) {
            slices.add(graph.add(new Slice(from, input.shape().size()), gradient));
            from += input.shape().size();
        }
        return slices;
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[][] in = binding.in();
        int[] widths = binding.node().inputs().stream().mapToInt(input -> input.shape().size()).toArray();
        int width = binding.size();
        Step copies = part -> {
            int to = 0;
            for (int i = 0; i < in.length; i++) {
                kernels.copyColumns(in[i], 0, out, to, widths[i], execution.height, execution.rowFrom(part), execution.rowTo(part));
                to += widths[i];
            }
        };
        return binding.cleared(copies);
    }
}
