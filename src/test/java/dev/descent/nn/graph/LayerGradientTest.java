package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.initializer.XavierUniform;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.CounterRandom;
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
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool1d;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.ParameterSpec;
import dev.descent.nn.layer.Reshape;
import dev.descent.nn.loss.BinaryCrossEntropy;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Hinge;
import dev.descent.nn.loss.Huber;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanAbsoluteError;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.loss.SumOfSquaredErrors;
import dev.descent.nn.spec.CheckedModel;
import dev.descent.nn.spec.Network;
import dev.descent.nn.spec.NetworkChecker;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every permitted layer with every activation, and every permitted loss, against central differences. */
class LayerGradientTest {

    @TestFactory
    Stream<DynamicTest> every_layer_with_every_activation() {
        return Stream.of(Function.values()).flatMap(activation -> {
            var layers = layers(activation);
            assertThat(layers).extracting(Object::getClass).contains((Class[]) Layer.class.getPermittedSubclasses());
            return layers.stream().map(layer -> DynamicTest.dynamicTest(layer.toString(), () -> check(layer, new MeanSquaredError())));
        });
    }

    @TestFactory
    Stream<DynamicTest> every_loss() {
        var losses = List.of(new MeanSquaredError(), new MeanAbsoluteError(), new SumOfSquaredErrors(), new Huber(0.5), new BinaryCrossEntropy(),
                new CrossEntropy(null), new CrossEntropy(List.of(1.0, 2.0, 0.5)), new Hinge());
        assertThat(losses).extracting(Object::getClass).contains((Class[]) Loss.class.getPermittedSubclasses());
        return losses.stream().map(loss -> DynamicTest.dynamicTest(loss.toString(), () -> check(dense("z", List.of("before"), Function.TANH), loss)));
    }

    private static final List<String> IMAGE = List.of("image");

    /** What the layer reads under the name {@code image}; null where it reads something else. */
    private static List<Integer> shape(Layer layer) {
        return switch (layer) {
            case Conv1d _, MaxPool1d _, AvgPool1d _ -> List.of(2, 5);
            case Conv2d _, MaxPool2d _, AvgPool2d _, FlattenLayer _ -> List.of(2, 3, 3);
            case Lstm _, Gru _ -> List.of(3, 2);
            case Dense _, ActivationLayer _, Dropout _, BatchNorm _, LayerNorm _, Add _, Concat _, Reshape _, Embedding _ -> null;
        };
    }

    private static List<Layer> network(Layer layer) {
        var before = dense("before", List.of("input"), Function.LINEAR);
        var beside = dense("beside", List.of("input"), Function.TANH);
        if (List.of("states").equals(layer.inputs())) {
            // A sequence, whose features are its channels.
            return List.of(new Dense("wide", List.of("input"), 6, true, Function.LINEAR, new XavierUniform(), null), new Reshape("image", List.of("wide"), List.of(3, 2), null),
                    new Gru("states", IMAGE, 3, true, Function.LINEAR, new XavierUniform(), null), layer);
        }
        var shape = shape(layer);
        if (shape != null) {
            int size = shape.stream().reduce(1, Math::multiplyExact);
            return List.of(new Dense("wide", List.of("input"), size, true, Function.LINEAR, new XavierUniform(), null), new Reshape("image", List.of("wide"), shape, null), layer);
        }
        return layer instanceof Embedding ? List.of(layer) : layer.joins() ? List.of(before, beside, layer) : List.of(before, layer);
    }

    /** Each reads the dense layer in front of it, so that its own gradient has to be passed on. */
    private static List<Layer> layers(Function activation) {
        return Stream.<Stream<Layer>>of(
                Stream.of(dense("z", List.of("before"), activation),
                        new Dense("z", List.of("before"), 3, false, activation, new XavierUniform(), null),
                        new Dropout("z", List.of("before"), 0.4, activation),
                        new BatchNorm("z", List.of("before"), 0.1, null, activation, null),
                        new LayerNorm("z", List.of("before"), 0.1, activation, null),
                        new Add("z", List.of("before", "beside", "before"), activation),
                        new Concat("z", List.of("before", "beside"), activation),
                        new Conv1d("z", IMAGE, 2, 3, 2, 1, true, activation, new XavierUniform(), null),
                        new Conv1d("z", List.of("states"), 2, 2, 1, 1, true, activation, new XavierUniform(), null),
                        new MaxPool1d("z", List.of("states"), 2, 1, activation),
                        new Conv2d("z", IMAGE, 2, Extent.of(2, 3), Extent.of(1, 2), Extent.of(1, 0), true, activation, new XavierUniform(), null),
                        new MaxPool1d("z", IMAGE, 2, null, activation),
                        new MaxPool2d("z", IMAGE, Extent.of(2, 2), Extent.of(1, 1), activation),
                        new AvgPool1d("z", IMAGE, 2, null, activation),
                        new AvgPool2d("z", IMAGE, Extent.of(2, 1), null, activation),
                        new FlattenLayer("z", IMAGE, activation),
                        new Reshape("z", List.of("before"), List.of(3), activation),
                        new Embedding("z", List.of("input"), 3, 2, activation, new XavierUniform(), null),
                        new Lstm("z", IMAGE, 3, false, activation, new XavierUniform(), null),
                        new Lstm("z", IMAGE, 3, true, activation, new XavierUniform(), null),
                        new Gru("z", IMAGE, 3, false, activation, new XavierUniform(), null),
                        new Gru("z", IMAGE, 3, true, activation, new XavierUniform(), null)),
                Stream.of(Function.values()).map(function -> new ActivationLayer("z", List.of("before"), function, null, null, activation)))
                .flatMap(stream -> stream).toList();
    }

    private static Dense dense(String name, List<String> inputs, Function activation) {
        return new Dense(name, inputs, 3, true, activation, new XavierUniform(), null);
    }

    private static void check(Layer layer, Loss loss) {
        var spec = new NetworkSpec(List.of(2), network(layer));
        var problems = new SpecProblems();
        var network = new NetworkChecker(spec, SpecLimits.DEFAULT, "", problems).check(null, null).orElseThrow(() -> new AssertionError(problems.all()));

        var graph = new GraphBuilder();
        Node output = network.build(graph, graph.source(Source.Kind.FEATURES, "x", Shape.rows(2)), true);
        Node target = graph.source(Source.Kind.TARGET, "y", Shape.rows(loss instanceof CrossEntropy ? 1 : network.outputWidth()));
        Node total = loss.build(graph, output, target);
        var parameters = network.parameters().stream().filter(ParameterSpec::trained).map(parameter -> CheckedModel.parameterNode(graph, parameter)).toList();
        smooth(new CentralDifferences(graph, total, parameters), output, target, loss).check();
    }

    /** With values from the first seed that keeps away from the kinks. */
    private static CentralDifferences smooth(CentralDifferences check, Node output, Node target, Loss loss) {
        for (long seed = 0; seed < 100_000; seed++) {
            fill(check, loss, seed);
            check.run();
            if (check.isAwayFromTies() && check.nodes().stream().allMatch(node -> isSmooth(check, node)) && isSmooth(loss, check.values(output), check.values(target))) {
                return check;
            }
        }
        throw new IllegalStateException("every seed hits a kink");
    }

    private static void fill(CentralDifferences check, Loss loss, long seed) {
        for (Node node : check.nodes()) {
            if (node.op() instanceof Source source) {
                var random = CounterRandom.of(seed, Purpose.WEIGHTS, node.id());
                check.fill(node, i -> source.kind() == Source.Kind.TARGET ? target(loss, random, i) : (float) (2 * random.uniform(i) - 1));
            }
        }
    }

    private static float target(Loss loss, CounterRandom random, int i) {
        return switch (loss) {
            case CrossEntropy _ -> random.below(3, i);
            case BinaryCrossEntropy _ -> random.below(2, i);
            case Hinge _ -> 2 * random.below(2, i) - 1;
            case MeanSquaredError _, MeanAbsoluteError _, SumOfSquaredErrors _, Huber _ -> (float) (2 * random.uniform(i) - 1);
        };
    }

    /** What ReLU or dropout has cut off stays 0 however its inputs move, so the function behind it may have a kink there. */
    private static boolean isSmooth(CentralDifferences check, Node node) {
        if (!(node.op() instanceof Map(Function function, float _)) || !function.isRectifier()) {
            return true;
        }
        float[] values = check.values(node.input(0));
        boolean cuts = node.input(0).op() instanceof dev.descent.nn.graph.Dropout
                || node.input(0).op() instanceof Map(Function inner, float _) && inner == Function.RELU;
        for (int i = 0; i < values.length; i++) {
            values[i] = cuts && values[i] == 0 ? 1 : values[i];
        }
        return isAwayFrom(0, values, null);
    }

    private static boolean isSmooth(Loss loss, float[] z, float[] y) {
        return switch (loss) {
            case MeanAbsoluteError _ -> isAwayFrom(0, z, y);
            case Huber huber -> isAwayFrom(huber.delta().floatValue(), z, y) && isAwayFrom(-huber.delta().floatValue(), z, y);
            // |z| < 1 behind tanh, so that y·z < 1 everywhere
            case MeanSquaredError _, SumOfSquaredErrors _, BinaryCrossEntropy _, CrossEntropy _, Hinge _ -> true;
        };
    }

    /** Whether no x, or no x − y, comes near the kink. */
    private static boolean isAwayFrom(float kink, float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i] - (y == null ? 0 : y[i]) - kink) < 0.06f) {
                return false;
            }
        }
        return true;
    }
}
