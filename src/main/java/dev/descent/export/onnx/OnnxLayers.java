package dev.descent.export.onnx;

import dev.descent.export.onnx.OnnxGraph.Type;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.AvgPool1d;
import dev.descent.nn.layer.AvgPool2d;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Conv1d;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Embedding;
import dev.descent.nn.layer.Extent;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Form;
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool1d;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.Reshape;
import dev.descent.nn.spec.Network;
import dev.descent.nn.train.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** A network in operators of ONNX, layer by layer; each value is [N, sizes of the form]. */
final class OnnxLayers {

    /** Blocks i f g o in the order i o f c that LSTM wants. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};
    /** Blocks r z n in the order z r h that GRU wants. */
    private static final int[] GRU_GATES = {1, 0, 2};

    private final OnnxGraph graph;
    private final Network network;
    private final SortedMap<String, Tensor> tensors;

    OnnxLayers(OnnxGraph graph, Network network, SortedMap<String, Tensor> tensors) {
        this.graph = graph;
        this.network = network;
        this.tensors = tensors;
    }

    /** @param features [N, width]; returns [N, outputs] */
    String output(String features) {
        var input = network.input().rank() == 1 ? features : shaped(features, network.input());
        var outputs = new ArrayList<String>();
        for (int i = 0; i < network.parts().size(); i++) {
            var part = network.parts().get(i);
            var inputs = part.sources().stream().map(source -> source < 0 ? input : outputs.get(source)).toList();
            var value = layer(part, inputs, network.inputForms(i));
            Function activation = part.layer().activation();
            outputs.add(new OnnxFunctions(graph).of(activation, activation.defaultParameter(), value));
        }
        var last = network.parts().getLast().form();
        return last.rank() == 1 ? outputs.getLast() : shaped(outputs.getLast(), Form.flat(last.size()));
    }

    private String layer(Network.Part part, List<String> inputs, List<Form> forms) {
        var x = inputs.getFirst();
        var in = forms.getFirst();
        var name = part.layer().name();
        return switch (part.layer()) {
            case Dense dense -> graph.node("Gemm", dense.bias() ? List.of(x, tensor(name, "weight"), tensor(name, "bias")) : List.of(x, tensor(name, "weight")), Attribute.of("transB", 1));
            case ActivationLayer layer -> new OnnxFunctions(graph).of(layer.function(), (float) (layer.slope() != null ? layer.slope() : layer.alpha() != null ? layer.alpha() : 0.0), x);
            case Dropout _ -> x;
            case BatchNorm norm -> batchNorm(name, norm.epsilon(), x, in);
            case LayerNorm norm -> graph.node("LayerNormalization", List.of(x, tensor(name, "weight"), tensor(name, "bias")), Attribute.of("axis", -1), Attribute.of("epsilon", (float) (double) norm.epsilon()));
            case Conv1d conv -> overTime(x, in, value -> graph.node("Conv", operands(name, value, conv.bias()), Attribute.ints("kernel_shape", conv.kernel()),
                    Attribute.ints("strides", conv.stride()), Attribute.ints("pads", conv.padding(), conv.padding())));
            case Conv2d conv -> graph.node("Conv", operands(name, x, conv.bias()), ints("kernel_shape", conv.kernel()), ints("strides", conv.stride()),
                    Attribute.ints("pads", conv.padding().rows(), conv.padding().columns(), conv.padding().rows(), conv.padding().columns()));
            case MaxPool1d pool -> overTime(x, in, value -> graph.node("MaxPool", List.of(value), Attribute.ints("kernel_shape", pool.kernel()), Attribute.ints("strides", pool.stride())));
            case AvgPool1d pool -> overTime(x, in, value -> graph.node("AveragePool", List.of(value), Attribute.ints("kernel_shape", pool.kernel()), Attribute.ints("strides", pool.stride())));
            case MaxPool2d pool -> graph.node("MaxPool", List.of(x), ints("kernel_shape", pool.kernel()), ints("strides", pool.stride()));
            case AvgPool2d pool -> graph.node("AveragePool", List.of(x), ints("kernel_shape", pool.kernel()), ints("strides", pool.stride()));
            case FlattenLayer _ -> shaped(x, part.form());
            case Reshape _ -> shaped(x, part.form());
            case Embedding _ -> graph.node("Gather", List.of(tensor(name, "weight"), OnnxModel.cast(graph, x, Type.INT64)), Attribute.of("axis", 0));
            case Lstm lstm -> recurrent("LSTM", name, x, lstm.units(), lstm.returnSequences(), LSTM_GATES);
            case Gru gru -> recurrent("GRU", name, x, gru.units(), gru.returnSequences(), GRU_GATES, Attribute.of("linear_before_reset", 1));
            case Add _ -> inputs.stream().reduce((sum, value) -> graph.node("Add", List.of(sum, value))).orElseThrow();
            case Concat _ -> graph.node("Concat", inputs, Attribute.of("axis", in.sequence() ? (long) in.rank() : 1L));
        };
    }

    private List<String> operands(String name, String x, boolean bias) {
        return bias ? List.of(x, tensor(name, "weight"), tensor(name, "bias")) : List.of(x, tensor(name, "weight"));
    }

    private static Attribute ints(String name, Extent extent) {
        return Attribute.ints(name, extent.rows(), extent.columns());
    }

    /** What slides along the time of a sequence reads it as [N, channels, time]. */
    private String overTime(String x, Form in, UnaryOperator<String> window) {
        return in.sequence() ? turned(window.apply(turned(x, 0, 2, 1)), 0, 2, 1) : window.apply(x);
    }

    private String turned(String x, long... order) {
        return graph.node("Transpose", List.of(x), Attribute.ints("perm", order));
    }

    private String shaped(String x, Form form) {
        long[] dims = new long[form.rank() + 1];
        dims[0] = -1;
        for (int i = 0; i < form.rank(); i++) {
            dims[i + 1] = form.dims().get(i);
        }
        return graph.node("Reshape", List.of(x, graph.longs(dims)));
    }

    /** (x − mean)·weight/√(variance + ε) + bias, channel by channel. */
    private String batchNorm(String name, double epsilon, String x, Form form) {
        float[] weight = values(name, "weight");
        float[] variance = values(name, "running_var");
        float[] factor = new float[weight.length];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = (float) (weight[i] / Math.sqrt(variance[i] + epsilon));
        }
        long[] dims = new long[form.rank()];
        Arrays.fill(dims, 1);
        dims[form.sequence() ? dims.length - 1 : 0] = weight.length;
        var centered = graph.node("Sub", List.of(x, graph.floats(values(name, "running_mean"), dims)));
        return graph.node("Add", List.of(graph.node("Mul", List.of(centered, graph.floats(factor, dims))), graph.floats(values(name, "bias"), dims)));
    }

    private String recurrent(String operator, String name, String x, int units, boolean sequences, int[] gates, Attribute... more) {
        int in = tensors.get(name + ".weight_ih").dims().getLast();
        float[] bias = new float[2 * gates.length * units];
        System.arraycopy(ordered(values(name, "bias_ih"), units, gates), 0, bias, 0, bias.length / 2);
        System.arraycopy(ordered(values(name, "bias_hh"), units, gates), 0, bias, bias.length / 2, bias.length / 2);
        var attributes = new ArrayList<>(List.of(more));
        attributes.add(Attribute.of("hidden_size", (long) units));
        var outputs = graph.nodes("", operator, List.of(turned(x, 1, 0, 2),
                graph.floats(ordered(values(name, "weight_ih"), units * in, gates), 1, (long) gates.length * units, in),
                graph.floats(ordered(values(name, "weight_hh"), units * units, gates), 1, (long) gates.length * units, units),
                graph.floats(bias, 1, bias.length)), 2, attributes.toArray(Attribute[]::new));
        // [time, 1, N, units] of all steps, [1, N, units] of the last.
        return sequences ? turned(graph.node("Squeeze", List.of(outputs.getFirst(), graph.longs(1))), 1, 0, 2) : graph.node("Squeeze", List.of(outputs.getLast(), graph.longs(0)));
    }

    private static float[] ordered(float[] values, int block, int[] gates) {
        float[] ordered = new float[values.length];
        for (int i = 0; i < gates.length; i++) {
            System.arraycopy(values, gates[i] * block, ordered, i * block, block);
        }
        return ordered;
    }

    private String tensor(String layer, String tensor) {
        var name = layer + "." + tensor;
        return graph.floats(name, tensors.get(name).values(), tensors.get(name).dims().stream().mapToLong(dim -> dim).toArray());
    }

    private float[] values(String layer, String tensor) {
        return tensors.get(layer + "." + tensor).values();
    }
}
