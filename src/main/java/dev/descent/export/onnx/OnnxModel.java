package dev.descent.export.onnx;

import dev.descent.export.onnx.OnnxGraph.Type;
import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.Formula;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Network;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.ModelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A state as an ONNX file with everything inside. One input for each feature, as float64 [N, 1] or string [N, 1]. A classifier gives {@code label}, string [N], and
 * {@code probabilities}, float32 [N, classes]; any other model {@code values}, float64 [N, targets] in the targets' own units.
 */
public final class OnnxModel {

    private OnnxModel() {}

    /**
     * @param network  resolved
     * @param spec     resolved
     * @param metadata texts that are kept in the file
     */
    public static byte[] write(ModelSpec network, TrainingSpec spec, ModelState state, Preprocessing preprocessing, Map<String, String> metadata) {
        var graph = new OnnxGraph();
        var features = features(graph, preprocessing);
        var problems = new SpecProblems();
        var checked = network.check(new ModelSpec.Surroundings(spec.features(), null, null), SpecLimits.NONE, "", problems)
                .orElseThrow(() -> new IllegalStateException("the model is not resolved: " + problems.all()));
        var output = switch (checked) {
            case Network layers -> new OnnxLayers(graph, layers, state.tensors()).output(features);
            case Formula formula -> new OnnxFormula(graph, formula, state.tensors()).output(features);
        };
        if (spec.task() == Task.CLASSIFICATION) {
            classes(graph, spec, preprocessing, output);
        } else {
            values(graph, spec, preprocessing, output);
        }
        return graph.model(metadata);
    }

    /** What the network reads, [N, width]. */
    private static String features(OnnxGraph graph, Preprocessing preprocessing) {
        var parts = new ArrayList<String>();
        for (var encoding : preprocessing.features()) {
            graph.input(encoding.column(), encoding instanceof Encoding.Scaled ? Type.DOUBLE : Type.STRING);
            parts.add(switch (encoding) {
                case Encoding.Scaled scaled -> scaled(graph, scaled);
                case Encoding.OneHot oneHot -> {
                    var index = index(graph, oneHot.column(), oneHot.categories(), 0, -1);
                    yield cast(graph, graph.node("Equal", List.of(index, graph.longs(LongStream.range(0, oneHot.categories().size()).toArray()))), Type.FLOAT);
                }
                case Encoding.Index known -> cast(graph, index(graph, known.column(), known.categories(), 1, 0), Type.FLOAT);
                case Encoding.Classes classes -> throw new IllegalStateException(classes.column() + " is a target");
            });
        }
        return parts.size() == 1 ? parts.getFirst() : graph.node("Concat", parts, Attribute.of("axis", 1));
    }

    /** In double as the service does it, then rounded once. */
    private static String scaled(OnnxGraph graph, Encoding.Scaled scaled) {
        var present = Double.isNaN(scaled.missing()) ? scaled.column()
                : graph.node("Where", List.of(graph.node("IsNaN", List.of(scaled.column())), graph.doubles(new double[] {scaled.missing()}, 1), scaled.column()));
        var distance = graph.node("Sub", List.of(present, graph.doubles(new double[] {scaled.shift()}, 1)));
        return cast(graph, graph.node("Div", List.of(distance, graph.doubles(new double[] {scaled.scale()}, 1))), Type.FLOAT);
    }

    private static String index(OnnxGraph graph, String column, List<String> categories, long first, long none) {
        return graph.nodes(OnnxGraph.ML_DOMAIN, "LabelEncoder", List.of(column), 1, Attribute.strings("keys_strings", categories),
                Attribute.ints("values_int64s", LongStream.range(first, first + categories.size()).toArray()), Attribute.of("default_int64", none)).getFirst();
    }

    static String cast(OnnxGraph graph, String value, Type type) {
        return graph.node("Cast", List.of(value), Attribute.of("to", (long) type.code));
    }

    private static void classes(OnnxGraph graph, TrainingSpec spec, Preprocessing preprocessing, String output) {
        var labels = ((Encoding.Classes) preprocessing.targets().getFirst()).labels();
        String index;
        String probabilities;
        if (spec.loss().target() == Loss.Target.CLASS) {
            index = graph.node("ArgMax", List.of(output), Attribute.of("axis", 1), Attribute.of("keepdims", 0));
            probabilities = graph.node("Softmax", List.of(output), Attribute.of("axis", 1));
        } else {
            var positive = graph.node("Greater", List.of(output, graph.floats(new float[] {0}, 1)));
            index = graph.node("Squeeze", List.of(cast(graph, positive, Type.INT64), graph.longs(1)));
            var negated = graph.node("Neg", List.of(output));
            probabilities = graph.node("Concat", List.of(graph.node("Sigmoid", List.of(negated)), graph.node("Sigmoid", List.of(output))), Attribute.of("axis", 1));
        }
        graph.output("label", graph.node("Gather", List.of(graph.strings(labels), index)), Type.STRING, null);
        graph.output("probabilities", probabilities, Type.FLOAT, labels.size());
    }

    private static void values(OnnxGraph graph, TrainingSpec spec, Preprocessing preprocessing, String output) {
        int width = preprocessing.targets().stream().mapToInt(Encoding::width).sum();
        if (spec.loss().target() == Loss.Target.BINARY) {
            graph.output("values", cast(graph, graph.node("Sigmoid", List.of(output)), Type.DOUBLE), Type.DOUBLE, width);
            return;
        }
        double[] scales = new double[width];
        double[] shifts = new double[width];
        int at = 0;
        for (var encoding : preprocessing.targets()) {
            for (int i = 0; i < encoding.width(); i++) {
                scales[at] = encoding instanceof Encoding.Scaled scaled ? scaled.scale() : 1;
                shifts[at++] = encoding instanceof Encoding.Scaled scaled ? scaled.shift() : 0;
            }
        }
        var scaled = graph.node("Mul", List.of(cast(graph, output, Type.DOUBLE), graph.doubles(scales, width)));
        graph.output("values", graph.node("Add", List.of(scaled, graph.doubles(shifts, width))), Type.DOUBLE, width);
    }
}
