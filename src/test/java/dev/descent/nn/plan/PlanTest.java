package dev.descent.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.graph.Add;
import dev.descent.nn.graph.AffineColumns;
import dev.descent.nn.graph.Autodiff;
import dev.descent.nn.graph.ColumnMean;
import dev.descent.nn.graph.ColumnVariance;
import dev.descent.nn.graph.Concat;
import dev.descent.nn.graph.Dropout;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Map;
import dev.descent.nn.graph.Node;
import dev.descent.nn.graph.NormalizeColumns;
import dev.descent.nn.graph.NormalizeRows;
import dev.descent.nn.graph.PointLossOp;
import dev.descent.nn.graph.Product;
import dev.descent.nn.graph.RunningAverage;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.SoftmaxCrossEntropy;
import dev.descent.nn.graph.Source;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.PointLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Graphs drawn at random, differentiated and compiled: whichever thread is first in a phase, and whatever lay in the memory that
 * values share, the results have the same bits and zeros in their padding.
 */
class PlanTest {

    private static final int MOST_ROWS = 41;
    private static final int GRAPHS = 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void the_order_of_the_parts_of_a_phase_and_old_values_cannot_be_seen(int parts) {
        for (int seed = 0; seed < GRAPHS; seed++) {
            var drawn = new Drawn(seed);
            var expected = drawn.compile(1, drawn.graph.nodes().stream().filter(node -> !(node.op() instanceof Source)).toList());
            var plan = drawn.compile(parts, drawn.asked);
            for (int rows : new int[] {MOST_ROWS, 40, 9, 1}) {
                drawn.run(expected, rows, new Random(1));
                drawn.run(plan, rows, new Random(seed));
                for (Node result : drawn.results) {
                    assertThat(Drawn.written(plan, result, rows)).as("graph %s, %s rows, %s", seed, rows, result)
                            .isEqualTo(Drawn.written(expected, result, rows));
                }
                assertThat(plan.execution().loss()).isEqualTo(expected.execution().loss());
            }
        }
    }

    private static final class Drawn {

        final GraphBuilder graph = new GraphBuilder();
        /** What is compared, beside the loss. */
        final List<Node> results = new ArrayList<>();
        final List<Node> asked = new ArrayList<>();
        private final Random random;
        private final List<Node> parameters = new ArrayList<>();
        private final List<Node> running = new ArrayList<>();
        private final List<Node> averages = new ArrayList<>();
        private final List<Node> values = new ArrayList<>();

        Drawn(int seed) {
            random = new Random(seed);
            values.add(graph.source(Source.Kind.FEATURES, "x", Shape.rows(1 + random.nextInt(40))));
            int layers = 2 + random.nextInt(10);
            for (int i = 0; i < layers; i++) {
                values.add(layer(i));
            }
            // Everything goes into the end, as it does in a network that has been checked.
            Node output = dense("end", graph.add(new Concat(), values.toArray(Node[]::new)), 1 + random.nextInt(20));
            Node loss = loss(output);
            results.addAll(Autodiff.gradients(graph, loss, parameters).values().stream().distinct().toList());
            results.addAll(averages);
            results.add(output);
            asked.addAll(results);
            asked.add(loss);
        }

        private Node any() {
            return values.get(random.nextInt(values.size()));
        }

        private Node layer(int i) {
            Node x = any();
            return switch (random.nextInt(8)) {
                case 0, 1 -> activated(dense("layer" + i, x, 1 + random.nextInt(40)));
                case 2 -> activated(x);
                case 3 -> sum(i, x);
                case 4 -> graph.add(new Concat(), x, any(), any());
                case 5 -> graph.add(new Dropout(0.3, i), x);
                case 6 -> affine(i, graph.add(new NormalizeRows(1e-5f), x));
                default -> affine(i, normalized(i, x));
            };
        }

        private Node sum(int i, Node x) {
            Node y = any();
            return activated(graph.add(new Add(), x.shape().equals(y.shape()) ? y : dense("fit" + i, y, x.shape().size()), x));
        }

        private Node dense(String name, Node x, int units) {
            Node weight = parameter(name + ".weight", parameters, x.shape().size(), units);
            return random.nextBoolean() ? graph.add(new Product(), x, weight) : graph.add(new Product(), x, weight, parameter(name + ".bias", parameters, units));
        }

        private Node activated(Node x) {
            var function = Function.values()[random.nextInt(Function.values().length)];
            return function == Function.LINEAR ? x : graph.add(new Map(function, function.defaultParameter()), x);
        }

        private Node affine(int i, Node x) {
            return graph.add(new AffineColumns(), x, parameter(i + ".scale", parameters, x.shape().size()), parameter(i + ".shift", parameters, x.shape().size()));
        }

        private Node normalized(int i, Node x) {
            Node mean = graph.add(new ColumnMean(), x);
            Node variance = graph.add(new ColumnVariance(), x, mean);
            averages.add(graph.add(new RunningAverage(0.1, 1, false), parameter(i + ".mean", running, x.shape().size()), mean));
            averages.add(graph.add(new RunningAverage(0.1, 1, true), parameter(i + ".variance", running, x.shape().size()), variance));
            return graph.add(new NormalizeColumns(1e-5f), x, mean, variance);
        }

        private Node parameter(String name, List<Node> kind, Integer... dims) {
            kind.add(graph.source(Source.Kind.PARAMETER, name, Shape.fixed(dims)));
            return kind.getLast();
        }

        private Node loss(Node output) {
            if (random.nextBoolean()) {
                return graph.add(new SoftmaxCrossEntropy(List.of()), output, graph.source(Source.Kind.TARGET, "class", Shape.rows(1)));
            }
            var loss = PointLoss.values()[random.nextInt(PointLoss.values().length)];
            return graph.add(new PointLossOp(loss, 1, true), output, graph.source(Source.Kind.TARGET, "y", output.shape()));
        }

        Plan compile(int parts, List<Node> results) {
            var given = new HashMap<Node, float[]>();
            for (int i = 0; i < running.size(); i++) {
                given.put(running.get(i), new float[running.get(i).shape().panels(MOST_ROWS)]);
                given.put(averages.get(i), given.get(running.get(i)));
            }
            return new PlanCompiler(Kernels.best(), parts).compile(graph, results, given, MOST_ROWS);
        }

        /** The parts of each phase one whole part after the other, in an order of their own; only what is given is not NaN before. */
        void run(Plan plan, int rows, Random order) {
            plan.execution().rows = rows;
            graph.nodes().stream().map(plan::buffer).filter(buffer -> buffer != null).forEach(buffer -> Arrays.fill(buffer, Float.NaN));
            graph.nodes().stream().filter(node -> node.op() instanceof Source && plan.buffer(node) != null).forEach(node -> fill(node, plan.buffer(node), rows));
            for (var phase : plan.phases()) {
                var left = new ArrayList<Integer>();
                for (int part = 0; part < plan.execution().parts; part++) {
                    left.add(order.nextInt(part + 1), part);
                }
                left.forEach(phase::run);
            }
        }

        private static void fill(Node source, float[] buffer, int rows) {
            var numbers = new Random(source.id());
            boolean isClass = source.shape().perRow() && ((Source) source.op()).name().equals("class");
            each(source.shape(), rows, (at, isPadding) -> buffer[at] = isPadding || isClass ? 0 : numbers.nextFloat() + 0.1f);
        }

        /** The rows of this batch, or all of what is not per row; padding is zero. */
        static float[] written(Plan plan, Node node, int rows) {
            float[] buffer = plan.buffer(node);
            float[] written = new float[node.shape().panels(MOST_ROWS)];
            each(node.shape(), rows, (at, isPadding) -> {
                assertThat(!isPadding || buffer[at] == 0).as("padding of %s at %s is %s", node, at, buffer[at]).isTrue();
                written[at] = buffer[at];
            });
            return written;
        }

        private interface Place {
            void is(int at, boolean isPadding);
        }

        /** Padding columns, and padding rows of what is not per row. */
        private static void each(Shape shape, int rows, Place place) {
            boolean isVector = !shape.perRow() && shape.dims().size() == 1;
            int columns = shape.dims().getLast();
            int inside = shape.perRow() ? rows : isVector ? 1 : shape.dims().getFirst();
            int height = shape.perRow() ? Panels.height(MOST_ROWS) : isVector ? 1 : Panels.height(inside);
            for (int row = 0; row < (shape.perRow() ? rows : height); row++) {
                for (int column = 0; column < Panels.size(columns); column++) {
                    place.is(Panels.index(height, row, column), row >= inside || column >= columns);
                }
            }
        }
    }
}
