package dev.descent.nn.graph;

import dev.descent.nn.kernel.Links;
import dev.descent.nn.kernel.Panels;
import java.util.ArrayList;
import java.util.List;

/**
 * y [B, Q, N] = Σ over the taps t of a window of x [B, P, K] at what t stands at · w [t] with w [T·K, N], plus a bias [N] where there
 * is a third input: a cross-correlation, whose kernel is not flipped.
 *
 * @param backward whether the window is walked from its positions to its outputs, which gives dx of a convolution from dy and {@link TransposeTaps}
 */
public record Convolve(Window window, boolean backward) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        var x = inputs.get(0).shape();
        var w = inputs.get(1).shape();
        if (x.positions() != (backward ? window.out() : window.in()) || w.dims().get(0) != window.taps() * x.columns()) {
            throw new IllegalArgumentException("cannot slide " + window + " with " + w + " over " + x);
        }
        return Shape.rows(backward ? window.in() : window.out(), w.dims().get(1));
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        if (backward) {
            return Op.noSecondDerivative(this);
        }
        Node x = node.input(0);
        Node w = node.input(1);
        var gradients = new ArrayList<Node>();
        gradients.add(graph.add(new Convolve(window, true), gradient, graph.add(new TransposeTaps(window.taps()), w)));
        gradients.add(graph.add(new ConvolveWeights(window), x, gradient));
        if (node.inputs().size() == 3) {
            gradients.add(graph.add(new ColumnSums(), gradient));
        }
        return gradients;
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        Links links = backward ? window.backward() : window.forward();
        float[] out = binding.out();
        float[] x = binding.in(0);
        float[] w = binding.in(1);
        float[] bias = binding.in().length == 3 ? binding.in(2) : new float[Panels.size(binding.columns())];
        int inner = binding.columns(0);
        int columns = binding.columns();
        int wHeight = Panels.height(window.taps() * inner);
        int[][] scratch = new int[execution.parts][2 * window.taps() * inner];
        return part -> kernels.linkedProduct(x, binding.height(0), w, wHeight, bias, out, binding.height(), links, execution.height, execution.rowFrom(part),
                execution.rowTo(part), inner, columns, scratch[part], binding.finish());
    }

    @Override
    public long tableBytes(Node node) {
        return window.tableBytes();
    }
}
