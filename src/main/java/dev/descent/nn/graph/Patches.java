package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/**
 * y [B, Q, T·channels] = what each window sees of x [B, channels·P], channel by channel in one piece: with few channels their
 * product with the weights costs less than {@link Convolve}. Of the features, to which a gradient flows only where somebody asks for it.
 */
public record Patches(Window window, int channels) implements Op {

    @Override
    public Shape shape(List<Node> inputs) {
        return Shape.rows(window.out(), window.taps() * channels);
    }

    @Override
    public List<Node> gradients(GraphBuilder graph, Node node, Node gradient) {
        return List.of(graph.add(new PatchesGradient(window, channels), gradient));
    }

    @Override
    public Step bind(Binding binding) {
        var kernels = binding.kernels();
        var execution = binding.execution();
        float[] out = binding.out();
        float[] x = binding.in(0);
        int width = binding.columns();
        int[] places = new int[Math.multiplyExact(window.out(), Panels.size(width))];
        boolean[] inside = new boolean[places.length];
        look(places, inside, execution.height, width);
        return part -> kernels.patches(x, places, inside, out, window.out(), execution.height, execution.rowFrom(part), execution.rowTo(part), width);
    }

    private void look(int[] places, boolean[] inside, int height, int width) {
        for (int p = 0; p < window.out(); p++) {
            for (int column = 0; column < width; column++) {
                int source = window.source(p, column / channels);
                if (source >= 0) {
                    inside[p * Panels.size(width) + column] = true;
                    places[p * Panels.size(width) + column] = Panels.index(height, 0, place(column, source));
                }
            }
        }
    }

    /** Column of x that a column of y takes from a position. */
    private int place(int column, int source) {
        return column % channels * window.in() + source;
    }

    /** Column of x behind a column at a position of y; −1 for a zero at the border. */
    int source(int position, int column) {
        int source = window.source(position, column / channels);
        return source < 0 ? -1 : place(column, source);
    }

    @Override
    public long tableBytes(Node node) {
        return (long) (Integer.BYTES + 1) * window.out() * Panels.size(node.shape().columns());
    }
}
