package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.nn.kernel.Binary;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.PointLoss;
import dev.descent.nn.kernel.Unary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation that can be differentiated against central differences; a new one without a case fails. */
class OpGradientTest {

    /** What only differentiation makes; each has to come up in the gradients of the others. */
    private static final Set<Class<?>> GRADIENTS = Set.of(TransposedProduct.class, ColumnSums.class, MapGradient.class, Slice.class,
            PointLossGradient.class, SoftmaxCrossEntropyGradient.class, ColumnProducts.class, ScaleColumns.class, NormalizeRowsGradient.class,
            NormalizeColumnsGradient.class, Total.class, WhereSmaller.class, ConvolveWeights.class, TransposeTaps.class, MaxPoolGradient.class,
            PutPosition.class, LookUpGradient.class, LstmGradient.class, GruGradient.class, PatchesGradient.class);

    /** Through which no gradient is asked for. */
    private static final Set<Class<?>> STATISTICS = Set.of(ColumnMean.class, ColumnVariance.class, RunningAverage.class, LstmStates.class, GruStates.class);

    /** A graph under construction: a rows-by-3 value x that depends on all parameters, to put the operation on. */
    private static final class Bench {
        final GraphBuilder graph = new GraphBuilder();
        final List<Node> parameters = new ArrayList<>();
        final Node features = graph.source(Source.Kind.FEATURES, "x", Shape.rows(2));
        final Node x = product("w");

        Node parameter(String name, Integer... dims) {
            Node node = graph.source(Source.Kind.PARAMETER, name, Shape.fixed(dims));
            parameters.add(node);
            return node;
        }

        /** [B,3] = features [B,2] · parameter [2,3]. */
        Node product(String name) {
            return graph.add(new Product(), features, parameter(name, 2, 3));
        }

        Node target(int width) {
            return graph.source(Source.Kind.TARGET, "y", Shape.rows(width));
        }

        /** [B, positions, columns] that depends on parameters. */
        Node placed(int positions, int columns) {
            return graph.add(new ToPositions(positions, columns, true), graph.add(new Product(), features, parameter("placed", 2, positions * columns)));
        }

        Node squaredPlaces(Node z) {
            return squared(graph.add(new Flatten(false), z));
        }

        /** One number per row that depends on parameters. */
        Node line(int column) {
            return graph.add(new TakeColumn(column), x);
        }

        /** A line between ½ and 1½, where every function has a slope. */
        Node positive(int column) {
            return graph.add(new Add(), graph.add(new Map(Function.SIGMOID, 0), line(column)), graph.filled(0.5, Shape.line()));
        }

        Node spread(String name) {
            return graph.add(new Spread(), parameter(name, 1));
        }

        Node squaredLine(Node z) {
            return squared(graph.add(new PutColumn(0, 1), z));
        }

        Node squared(Node z) {
            return graph.add(new PointLossOp(PointLoss.SQUARED, 0, true), z, target(z.shape().size()));
        }
    }

    private interface Construction {
        Node loss(Bench bench);
    }

    @TestFactory
    Stream<DynamicTest> gradients_are_those_of_central_differences() {
        return cases().entrySet().stream().flatMap(entry -> entry.getValue().stream().map(construction -> {
            var bench = new Bench();
            Node loss = construction.loss(bench);
            return DynamicTest.dynamicTest(entry.getKey().getSimpleName() + " " + loss.op(), () -> filled(bench, loss).check());
        }));
    }

    @Test
    void every_operation_has_a_case_or_is_made_by_differentiation() {
        var all = new HashSet<Class<?>>(cases().keySet());
        all.addAll(GRADIENTS);
        all.addAll(STATISTICS);
        all.add(Source.class);
        assertThat(all).containsExactlyInAnyOrderElementsOf(operations(Op.class));
        var seen = new HashSet<Class<?>>();
        cases().values().forEach(list -> list.forEach(construction -> {
            var bench = new Bench();
            filled(bench, construction.loss(bench)).allNodes().forEach(node -> seen.add(node.op().getClass()));
        }));
        assertThat(seen).containsAll(GRADIENTS);
    }

    private static List<Class<?>> operations(Class<?> type) {
        return type.isInterface() ? Stream.of(type.getPermittedSubclasses()).flatMap(permitted -> operations(permitted).stream()).toList() : List.of(type);
    }

    @Test
    void a_gradient_is_not_differentiated_again() {
        var bench = new Bench();
        var slice = new Slice(0, 1);
        assertThatThrownBy(() -> slice.gradients(bench.graph, bench.x, bench.x)).isInstanceOf(IllegalStateException.class);
        Node mean = bench.graph.add(new ColumnMean(), bench.x);
        assertThatThrownBy(() -> mean.op().gradients(bench.graph, mean, mean)).isInstanceOf(IllegalStateException.class);
        Node foreign = bench.graph.add(new NormalizeColumns(1f), bench.x, bench.parameter("mean", 3), bench.parameter("variance", 3));
        assertThatThrownBy(() -> foreign.op().gradients(bench.graph, foreign, foreign)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_value_that_is_used_twice_collects_both_gradients() {
        var bench = new Bench();
        Node tanh = bench.graph.add(new Map(Function.TANH, 0), bench.x);
        Node loss = bench.squared(bench.graph.add(new Add(), bench.graph.add(new Add(), tanh, bench.x), tanh));
        filled(bench, loss).check();
    }

    private static LinkedHashMap<Class<?>, List<Construction>> cases() {
        var cases = new LinkedHashMap<Class<?>, List<Construction>>();
        cases.put(Product.class, List.of(b -> b.squared(b.x), b -> b.squared(b.graph.add(new Product(), b.x, b.parameter("v", 3, 2))),
                b -> b.squared(b.graph.add(new Product(), b.x, b.parameter("v", 3, 2), b.parameter("b", 2)))));
        cases.put(Transpose.class, List.of(b -> b.squared(b.graph.add(new Product(), b.x, b.graph.transpose(b.parameter("v", 4, 3))))));
        cases.put(Add.class, List.of(
                b -> b.squared(b.graph.add(new Add(), b.x, b.product("v"))),
                b -> b.squared(b.graph.add(new Product(), b.features, b.graph.add(new Add(), b.parameters.getFirst(), b.parameter("v", 2, 3))))));
        cases.put(Concat.class, List.of(b -> b.squared(b.graph.add(new Concat(), b.x, b.product("v"), b.x))));
        cases.put(Dropout.class, List.of(b -> b.squared(b.graph.add(new Dropout(0.5, 2), b.x))));
        cases.put(AffineColumns.class, List.of(b -> b.squared(b.graph.add(new AffineColumns(), b.x, b.parameter("s", 3), b.parameter("t", 3))),
                b -> b.squaredPlaces(b.graph.add(new AffineColumns(), b.placed(4, 3), b.parameter("s", 3), b.parameter("t", 3)))));
        cases.put(NormalizeRows.class, List.of(b -> b.squared(b.graph.add(new NormalizeRows(0.1f), b.x)), b -> b.squaredPlaces(b.graph.add(new NormalizeRows(0.1f), b.placed(4, 3)))));
        cases.put(NormalizeColumns.class, List.of(b -> b.squared(normalized(b, b.x)), b -> b.squaredPlaces(normalized(b, b.placed(4, 3)))));
        cases.put(Map.class, Stream.of(Function.values()).<Construction>map(f -> b -> b.squared(b.graph.add(new Map(f, f.defaultParameter()), b.x))).toList());
        cases.put(TakeColumn.class, List.of(b -> b.squaredLine(b.line(2))));
        cases.put(PutColumn.class, List.of(b -> b.squared(b.graph.add(new PutColumn(17, 20), b.line(1)))));
        cases.put(Spread.class, List.of(b -> b.squaredLine(b.graph.add(new Add(), b.spread("s"), b.line(0)))));
        cases.put(Filled.class, List.of(b -> b.squaredLine(b.graph.add(new Add(), b.graph.filled(0.25, Shape.line()), b.line(0))),
                b -> b.squared(b.graph.add(new Add(), b.graph.filled(0.25, Shape.rows(3)), b.x))));
        cases.put(Scale.class, List.of(b -> b.squaredLine(b.graph.add(new Scale(-0.7), b.line(0))), b -> b.squared(b.graph.add(new Scale(1.5), b.x))));
        cases.put(Power.class, Stream.of(-2, -1, 0, 1, 2, 3, 4, 5, 6).<Construction>map(n -> b -> b.squaredLine(
                b.graph.add(new Add(), b.spread("s"), b.graph.add(new Power(n), b.positive(0))))).toList());
        cases.put(Apply.class, Stream.of(Unary.values()).filter(f -> f != Unary.SIGN).flatMap(f -> Stream.<Construction>of(
                b -> b.squaredLine(b.graph.add(new Apply(f), b.positive(0))), b -> b.squared(b.graph.add(new Apply(f), positive(b))))).toList());
        cases.put(Combine.class, Stream.of(Binary.values()).flatMap(f -> Stream.<Construction>of(
                b -> b.squaredLine(b.graph.add(new Combine(f), b.positive(0), b.positive(1))),
                b -> b.squared(b.graph.add(new Combine(f), positive(b), b.graph.filled(0.7, Shape.rows(3)))))).toList());
        cases.put(PointLossOp.class, Stream.of(PointLoss.values()).flatMap(loss -> Stream.of(true, false)
                .<Construction>map(mean -> b -> b.graph.add(new PointLossOp(loss, 0.6f, mean), b.x, b.target(3)))).toList());
        cases.put(SoftmaxCrossEntropy.class, Stream.of(List.<Float>of(), List.of(0.5f, 1f, 3f))
                .<Construction>map(weights -> b -> b.graph.add(new SoftmaxCrossEntropy(weights), b.x, b.target(1))).toList());
        var padded = new Window(new Axis(3, 2, 2, 2, 1), new Axis(2, 3, 2, 1, 1));
        cases.put(Convolve.class, List.of(
                b -> b.squaredPlaces(b.graph.add(new Convolve(padded, false), b.placed(6, 2), b.parameter("v", 8, 3), b.parameter("b", 3))),
                b -> b.squaredPlaces(b.graph.add(new Convolve(Window.along(Axis.of(5, 2, 1, 0)), false), b.placed(5, 3), b.parameter("v", 6, 2))),
                b -> b.squaredPlaces(b.graph.add(new Product(), b.graph.add(new Patches(Window.along(Axis.of(2, 2, 1, 1)), 1), b.features), b.parameter("v", 2, 3), b.parameter("b", 3)))));
        cases.put(Patches.class, List.of(b -> b.squaredPlaces(b.graph.add(new Patches(new Window(Axis.of(3, 2, 1, 0), Axis.of(2, 2, 1, 1)), 2), b.graph.add(new Product(), b.features, b.parameter("wide", 2, 12))))));
        cases.put(AveragePool.class, List.of(b -> b.squaredPlaces(b.graph.add(new AveragePool(Window.along(Axis.of(5, 3, 1, 0)), false), b.placed(5, 2)))));
        cases.put(MaxPool.class, List.of(b -> b.squaredPlaces(b.graph.add(new MaxPool(Window.along(Axis.of(5, 3, 2, 0))), b.placed(5, 2)))));
        cases.put(ToPositions.class, List.of(b -> b.squaredPlaces(b.graph.add(new Map(Function.TANH, 0), b.placed(3, 2)))));
        cases.put(Flatten.class, List.of(b -> b.squared(b.graph.add(new Flatten(true), b.placed(3, 2)))));
        cases.put(TakePosition.class, List.of(b -> b.squared(b.graph.add(new TakePosition(1), b.placed(3, 2)))));
        cases.put(LookUp.class, List.of(b -> b.squaredPlaces(b.graph.add(new LookUp(), b.features, b.parameter("table", 3, 2)))));
        cases.put(LstmHidden.class, List.of(b -> b.squaredPlaces(recurrent(b, 4, new LstmStates(3), new LstmHidden(3)))));
        cases.put(GruHidden.class, List.of(b -> b.squaredPlaces(recurrent(b, 3, new GruStates(3), new GruHidden(3)))));
        return cases;
    }

    /** Three steps of two features, with blocks of 16 columns for 3 units. */
    private static Node recurrent(Bench bench, int gates, Op states, Op hidden) {
        Node given = bench.graph.add(new Product(), bench.placed(3, 2), bench.parameter("in", 2, gates * 16));
        Node w = bench.parameter("state", 3, gates * 16);
        Node bias = bench.parameter("bias", gates * 16);
        return bench.graph.add(hidden, bench.graph.add(states, given, w, bias), given, w, bias);
    }

    private static Node positive(Bench bench) {
        return bench.graph.add(new Add(), bench.graph.add(new Map(Function.SIGMOID, 0), bench.x), bench.graph.filled(0.5, Shape.rows(3)));
    }

    private static Node normalized(Bench bench, Node x) {
        Node mean = bench.graph.add(new ColumnMean(), x);
        return bench.graph.add(new NormalizeColumns(0.1f), x, mean, bench.graph.add(new ColumnVariance(), x, mean));
    }

    /** The first seed that keeps every value away from the kinks at 0 and, for the losses, where their pieces meet. */
    private static CentralDifferences filled(Bench bench, Node loss) {
        var check = new CentralDifferences(bench.graph, loss, bench.parameters.stream().filter(loss.below()::contains).toList());
        for (long seed = 0; seed < 1000; seed++) {
            fill(check, loss, seed);
            check.run();
            if (isSmoothHere(check, loss)) {
                return check;
            }
        }
        throw new IllegalStateException("every seed hits a kink of " + loss);
    }

    private static void fill(CentralDifferences check, Node loss, long seed) {
        for (Node node : check.nodes()) {
            if (node.op() instanceof Source source) {
                var random = CounterRandom.of(seed, Purpose.WEIGHTS, node.id());
                check.fill(node, i -> source.kind() == Source.Kind.TARGET ? target(loss, random, i) : (float) (3 * random.uniform(i) - 1.5));
            }
        }
    }

    private static float target(Node loss, CounterRandom random, int i) {
        return switch (loss.op()) {
            case SoftmaxCrossEntropy _ -> random.below(3, i);
            case PointLossOp(PointLoss point, float _, boolean _) when point == PointLoss.HINGE -> 2 * random.below(2, i) - 1;
            case PointLossOp(PointLoss point, float _, boolean _) when point == PointLoss.LOGISTIC -> random.below(2, i);
            default -> (float) (2 * random.uniform(i) - 1);
        };
    }

    private static boolean isSmoothHere(CentralDifferences check, Node loss) {
        boolean maps = check.nodes().stream().filter(node -> node.op() instanceof Map || node.op() instanceof Apply)
                .allMatch(node -> isAwayFrom(0, check.values(node.input(0))));
        boolean choices = check.nodes().stream().filter(node -> node.op() instanceof Combine)
                .allMatch(node -> isAwayFrom(0, difference(check.values(node.input(0)), check.values(node.input(1)))));
        return maps && choices && check.isAwayFromTies() && (!(loss.op() instanceof PointLossOp(PointLoss point, float p, boolean _)) || isSmooth(point, p, check.values(loss.input(0)), check.values(loss.input(1))));
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static boolean isSmooth(PointLoss loss, float p, float[] z, float[] y) {
        float[] distance = new float[z.length];
        for (int i = 0; i < z.length; i++) {
            distance[i] = loss == PointLoss.HINGE ? z[i] * y[i] - 1 : Math.abs(z[i] - y[i]);
        }
        return switch (loss) {
            case SQUARED, LOGISTIC -> true;
            case ABSOLUTE, HINGE -> isAwayFrom(0, distance);
            case HUBER -> isAwayFrom(p, distance);
        };
    }

    private static boolean isAwayFrom(float kink, float[] values) {
        for (float value : values) {
            if (Math.abs(value - kink) < 0.08f) {
                return false;
            }
        }
        return true;
    }
}
