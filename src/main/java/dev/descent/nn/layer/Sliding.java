package dev.descent.nn.layer;

import dev.descent.nn.graph.Axis;
import dev.descent.nn.graph.Convolve;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.Patches;
import dev.descent.nn.graph.Product;
import dev.descent.nn.graph.Source;
import dev.descent.nn.graph.Window;
import dev.descent.nn.initializer.HeNormal;
import dev.descent.nn.initializer.Initializer;
import dev.descent.nn.initializer.XavierUniform;
import dev.descent.nn.initializer.Zeros;
import java.util.ArrayList;
import java.util.List;

/**
 * What layers have in common that slide a window over an image or a signal, or along the time of a sequence, whose features are the channels.
 *
 * @param axes 2 over [channels, rows, columns], 1 over [channels, length]
 */
record Sliding(int axes, Extent kernel, Extent stride, Extent padding) {

    /** Below so many channels a product with patches costs less than one that fills a tile for each tap. */
    private static final int FEW_CHANNELS = 8;
    private static final String CODE = "invalid-model-spec";

    static Sliding along(int kernel, int stride, int padding) {
        return new Sliding(1, Extent.of(1, kernel), Extent.of(1, stride), Extent.of(0, padding));
    }

    static Initializer initializer(Initializer given, boolean rectified) {
        return given != null ? given : rectified ? new HeNormal() : new XavierUniform();
    }

    /** Null where the input is not known or does not fit. */
    Form form(Form input, int channels, Layer.Complaints complaints) {
        boolean fits = checkNumbers(complaints);
        if (input == null) {
            return null;
        }
        if (input.rank() != axes + 1) {
            complaints.add("", CODE, "must read " + (axes == 2 ? "an image [channels, rows, columns]" : "a signal [channels, length]") + " (reads " + input
                    + "): give the model's inputShape, such as " + (axes == 2 ? "[1, 28, 28]" : "[1, 100]") + ", or put a reshape layer in front of it");
            return null;
        }
        if (!fits) {
            return null;
        }
        var window = window(input);
        if (window.rows().out() < 1 || window.columns().out() < 1) {
            complaints.add("/kernel", CODE, "must not be larger than what it slides over (is " + (axes == 2 ? kernel : String.valueOf(kernel.columns())) + " over " + input
                    + (padding.columns() + padding.rows() > 0 ? " with padding" : "") + ")");
            return null;
        }
        if (axes == 2) {
            return Form.of(channels, window.rows().out(), window.columns().out());
        }
        return input.sequence() ? Form.sequence(window.columns().out(), channels) : Form.of(channels, window.columns().out());
    }

    private boolean checkNumbers(Layer.Complaints complaints) {
        if (kernel.rows() < 1 || kernel.columns() < 1) {
            complaints.add("/kernel", CODE, "must be at least 1 (was " + kernel + ")");
        }
        if (stride.rows() < 1 || stride.columns() < 1) {
            complaints.add("/stride", CODE, "must be at least 1 (was " + stride + ")");
        }
        return Math.min(Math.min(kernel.rows(), kernel.columns()), Math.min(stride.rows(), stride.columns())) >= 1;
    }

    Window window(Form input) {
        int rows = axes == 2 ? input.dims().get(1) : 1;
        return new Window(Axis.of(rows, kernel.rows(), stride.rows(), padding.rows()),
                Axis.of(axes == 2 ? input.dims().getLast() : input.positions(), kernel.columns(), stride.columns(), padding.columns()));
    }

    List<ParameterSpec> parameters(int channels, int filters, boolean bias, Initializer initializer, float[] weight, float[] offset) {
        int taps = Math.multiplyExact(kernel.rows(), kernel.columns());
        var dims = new ArrayList<>(List.of(filters, channels));
        if (axes == 2) {
            dims.add(kernel.rows());
        }
        dims.add(kernel.columns());
        int in = Math.multiplyExact(taps, channels);
        int out = Math.multiplyExact(taps, filters);
        var weights = new ParameterSpec("weight", List.copyOf(dims), initializer, in, out, weight);
        return bias ? List.of(weights, new ParameterSpec("bias", List.of(filters), new Zeros(), in, out, offset)) : List.of(weights);
    }

    long multiplications(Form input, int filters) {
        var window = window(input);
        return Math.multiplyExact(Math.multiplyExact((long) window.out(), window.taps()), Math.multiplyExact((long) input.channels(), filters));
    }

    Node convolve(GraphBuilder graph, Value input, List<Node> parameters) {
        var window = window(input.form());
        int channels = input.form().channels();
        var operands = new ArrayList<Node>();
        if (channels < FEW_CHANNELS && input.node().op() instanceof Source) {
            operands.add(graph.add(new Patches(window, channels), input.node()));
            operands.addAll(parameters);
            return graph.add(new Product(), operands.toArray(Node[]::new));
        }
        operands.add(input.byPosition(graph, input.form().sequence()));
        operands.addAll(parameters);
        return graph.add(new Convolve(window, false), operands.toArray(Node[]::new));
    }
}
