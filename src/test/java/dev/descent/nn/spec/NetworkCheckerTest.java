package dev.descent.nn.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.initializer.HeNormal;
import dev.descent.nn.initializer.XavierUniform;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.AvgPool2d;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.BatchNormWeights;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Conv1d;
import dev.descent.nn.layer.Conv1dWeights;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.DenseWeights;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Embedding;
import dev.descent.nn.layer.Extent;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.LayerNormWeights;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool1d;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.RecurrentWeights;
import dev.descent.nn.layer.Reshape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NetworkCheckerTest {

    private static final SpecLimits LIMITS = new SpecLimits(1000, 4, 100, 1L << 30, 1L << 30, 1e18);

    /** @param problems as {@code pointer code} */
    private record Bad(String what, NetworkSpec spec, List<String> problems) {}

    @TestFactory
    Stream<DynamicTest> whatever_stands_in_the_way_is_told_with_its_place() {
        return Stream.of(
                bad("no layers", List.of(2), List.of(), "/model/layers invalid-model-spec"),
                bad("too many layers", List.of(2), Collections.nCopies(5, dense(null, 2)), "/model/layers invalid-model-spec"),
                bad("a layer that is null", List.of(2), Arrays.asList(null, dense(null, 2)), "/model/layers/0 invalid-type"),
                bad("an input of no width", List.of(0), List.of(dense(null, 2)), "/model/inputShape invalid-model-spec"),
                bad("a dense layer that reads two axes", List.of(2, 2), List.of(dense(null, 2)), "/model/layers/0 invalid-model-spec"),
                bad("a picture that is a line", List.of(9), List.of(new Conv2d(null, null, 2, Extent.of(3, 3), null, null, null, null, null, null)), "/model/layers/0 invalid-model-spec"),
                bad("a window larger than its picture", List.of(1, 3, 3), List.of(new Conv2d(null, null, 2, Extent.of(3, 6), null, Extent.of(0, 1), null, null, null, null)), "/model/layers/0/kernel invalid-model-spec"),
                bad("windows that reach nowhere", List.of(1, 3, 3), List.of(new Conv2d(null, null, 2, Extent.of(0, 1), Extent.of(0, 0), null, null, null, null, null)),
                        "/model/layers/0/kernel invalid-model-spec", "/model/layers/0/stride invalid-model-spec"),
                bad("a signal that is a picture", List.of(1, 3, 3), List.of(new MaxPool1d(null, null, 2, null, null)), "/model/layers/0 invalid-model-spec"),
                bad("a sequence that is a picture", List.of(1, 3, 3), List.of(new Lstm(null, null, 2, null, null, null, null)), "/model/layers/0 invalid-model-spec"),
                bad("a shape of other numbers", List.of(9), List.of(new Reshape(null, null, List.of(2, 4), null)), "/model/layers/0/shape invalid-model-spec"),
                bad("entries that a layer computed", List.of(9), List.of(dense("a", 3), new Embedding(null, List.of("a"), 3, 2, null, null, null)), "/model/layers/1/inputs invalid-model-spec"),
                bad("entries in three axes", List.of(1, 3, 3), List.of(new Embedding(null, null, 3, 2, null, null, null)), "/model/layers/0 invalid-model-spec"),
                bad("the norm of a picture", List.of(1, 3, 3), List.of(new LayerNorm(null, null, null, null, null)), "/model/layers/0 invalid-model-spec"),
                bad("pictures of two sizes", List.of(1, 3, 3), List.of(new MaxPool2d("a", null, Extent.of(2, 2), null, null), new Concat(null, List.of("a", "input"), null)), "/model/layers/1/inputs invalid-model-spec"),
                bad("weights of another window", List.of(1, 4), List.of(new Conv1d(null, null, 1, 3, null, null, null, null, null, new Conv1dWeights(List.of(List.of(List.of(1.0, 2.0))), List.of(1.0, 2.0)))),
                        "/model/layers/0/weights/weight/0/0 invalid-model-spec", "/model/layers/0/weights/bias invalid-model-spec"),
                bad("weights of another state", List.of(4, 1), List.of(new Gru(null, null, 1, null, null, null, new RecurrentWeights(List.of(List.of(1.0)), null, null, List.of(1.0)))),
                        "/model/layers/0/weights/weight_ih invalid-model-spec", "/model/layers/0/weights/bias_hh invalid-model-spec"),
                bad("a picture beyond memory", List.of(1, 2, 2), List.of(new Conv2d(null, null, 5_000_000, Extent.of(1, 1), null, null, null, null, null, null)), "/model/layers/0 model-too-large"),
                bad("an input of four axes", List.of(2, 2, 2, 2), List.of(dense(null, 2)), "/model/inputShape invalid-model-spec"),
                bad("a hidden layer without units", List.of(2), List.of(dense(null, null), dense(null, 2)), "/model/layers/0/units missing-property"),
                bad("a name twice", List.of(2), List.of(dense("a", 2), dense("a", 2)), "/model/layers/1/name invalid-model-spec"),
                bad("the name of the features", List.of(2), List.of(dense("input", 2)), "/model/layers/0/name invalid-model-spec"),
                bad("a name that another layer has by default", List.of(2), List.of(dense("layer2", 2), dense(null, 2)), "/model/layers/1/name invalid-model-spec"),
                bad("a layer that reads a later one", List.of(2), List.of(reading(List.of("b")), dense("b", 2)), "/model/layers/0/inputs/0 invalid-model-spec"),
                bad("a layer that reads itself", List.of(2), List.of(new Dense("a", List.of("a"), 2, null, null, null, null)), "/model/layers/0/inputs/0 invalid-model-spec"),
                bad("a dense layer with two inputs", List.of(2), List.of(dense("a", 2), reading(List.of("a", "input"))), "/model/layers/1/inputs invalid-model-spec"),
                bad("a sum of one", List.of(2), List.of(dense("a", 2), new Add("s", List.of("a"), null)), "/model/layers/1/inputs invalid-model-spec"),
                bad("a sum without inputs", List.of(2), List.of(dense("a", 2), new Concat("s", null, null)), "/model/layers/1/inputs invalid-model-spec"),
                bad("a sum of two widths", List.of(2), List.of(dense("a", 3), new Add("s", List.of("a", "input"), null)), "/model/layers/1/inputs invalid-model-spec"),
                bad("a layer that nobody reads", List.of(2), List.of(dense("a", 3), reading(List.of("input"))), "/model/layers/0 invalid-model-spec"),
                bad("too wide a layer", List.of(2), List.of(dense(null, 101)), "/model/layers/0/units model-too-large"),
                bad("too wide a join", List.of(60), List.of(dense("a", 10), new Concat("c", List.of("input", "input", "a"), null)), "/model/layers/1 model-too-large"),
                bad("units beyond int when joined", List.of(2), List.of(dense("a", Integer.MAX_VALUE), new Concat("c", List.of("a", "a"), null)),
                        "/model/layers/0/units model-too-large", "/model/layers/1 model-too-large"),
                bad("a control character in a name", List.of(2), List.of(dense("a\u001b[31m", 2)), "/model/layers/0/name invalid-model-spec"),
                bad("too many parameters before the width that the target decides", List.of(100), List.of(dense(null, 100), dense(null, null)),
                        "/model/layers model-too-large"),
                bad("too many parameters", List.of(100), List.of(dense(null, 100)), "/model/layers model-too-large"),
                bad("weights of the wrong shape", List.of(2), List.of(weighted(3, List.of(List.of(1.0, 2.0), List.of(1.0)), List.of(1.0))),
                        "/model/layers/0/weights/weight invalid-model-spec", "/model/layers/0/weights/weight/1 invalid-model-spec", "/model/layers/0/weights/bias invalid-model-spec"),
                bad("a weight beyond float", List.of(1), List.of(weighted(1, List.of(List.of(1e39)), List.of(0.0))), "/model/layers/0/weights/weight/0 constraint-violation"),
                bad("a bias that the layer does not have", List.of(1), List.of(new Dense(null, null, 1, false, null, null, new DenseWeights(null, List.of(1.0)))),
                        "/model/layers/0/weights/bias invalid-model-spec"),
                bad("normalizing weights of the wrong shape", List.of(2),
                        List.of(new LayerNorm(null, null, null, null, new LayerNormWeights(List.of(1.0), List.of(1.0, 1e39))),
                                new BatchNorm(null, null, null, null, null, new BatchNormWeights(List.of(), Arrays.asList(1.0, null), List.of(1.0), List.of(1.0, -1.0)))),
                        "/model/layers/0/weights/weight invalid-model-spec", "/model/layers/0/weights/bias constraint-violation",
                        "/model/layers/1/weights/weight invalid-model-spec", "/model/layers/1/weights/bias invalid-type",
                        "/model/layers/1/weights/running_mean invalid-model-spec", "/model/layers/1/weights/running_var constraint-violation"),
                bad("everything at once", List.of(-1), List.of(dense(null, null), new Add("input", List.of("x", "y"), null), dense("a", 2)),
                        "/model/inputShape invalid-model-spec", "/model/layers/0/units missing-property", "/model/layers/1/inputs/0 invalid-model-spec",
                        "/model/layers/1/inputs/1 invalid-model-spec", "/model/layers/1/name invalid-model-spec", "/model/layers/0 invalid-model-spec",
                        "/model/layers/1 invalid-model-spec"))
                .map(bad -> DynamicTest.dynamicTest(bad.what(), () -> {
                    var problems = new SpecProblems();
                    assertThat(new NetworkChecker(bad.spec(), LIMITS, "/model", problems).check(null, null)).isEmpty();
                    assertThat(problems.all()).extracting(problem -> problem.pointer() + " " + problem.code()).containsExactlyInAnyOrderElementsOf(bad.problems());
                }));
    }

    @Test
    void what_the_data_says_counts_where_the_specification_is_silent() {
        var network = checked(new NetworkSpec(null, List.of(dense("hidden", 5), dense("out", null))), 4, 3);
        assertThat(network.spec().inputShape()).containsExactly(4);
        assertThat(network.outputWidth()).isEqualTo(3);
        assertThat(network.parameterCount()).isEqualTo(4 * 5 + 5 + 5 * 3 + 3);
        assertThat(network.parameters()).extracting(parameter -> parameter.name() + parameter.dims())
                .containsExactly("hidden.weight[5, 4]", "hidden.bias[5]", "out.weight[3, 5]", "out.bias[3]");
    }

    @Test
    void a_network_without_layers_is_one_linear_layer() {
        var network = checked(new NetworkSpec(null, null), 4, 3);
        assertThat(network.spec().layers()).containsExactly(new Dense("layer1", List.of("input"), 3, true, Function.LINEAR, new XavierUniform(), null));
    }

    @Test
    void only_the_last_dense_layer_is_left_to_the_target_even_with_others_behind_it() {
        var network = checked(new NetworkSpec(null, List.of(dense(null, 5), dense(null, null), new ActivationLayer(null, null, Function.TANH, null, null, null))), 2, 7);
        assertThat(network.parts()).extracting(Network.Part::width).containsExactly(5, 7, 7);
    }

    @Test
    void layers_in_front_of_rectifiers_start_with_he_and_others_with_xavier() {
        var network = checked(new NetworkSpec(List.of(2), List.of(dense("a", 2), new ActivationLayer("f", null, Function.RELU, null, null, null),
                new Dense("b", null, 2, null, Function.SILU, null, null), new Dense("c", null, 2, null, Function.TANH, null, null))), null, null);
        assertThat(network.spec().layers()).filteredOn(Dense.class::isInstance).extracting(layer -> ((Dense) layer).initializer())
                .containsExactly(new HeNormal(), new HeNormal(), new XavierUniform());
    }

    @Test
    void a_network_may_branch_and_join() {
        var network = checked(new NetworkSpec(List.of(2), List.of(dense("a", 3), new Dense("b", List.of("input"), 3, null, null, null, null),
                new Add("sum", List.of("a", "b"), null), new Concat("all", List.of("sum", "input", "a"), null))), null, null);
        assertThat(network.parts()).extracting(Network.Part::width).containsExactly(3, 3, 3, 8);
        assertThat(network.parts().getLast().sources()).containsExactly(2, -1, 0);
    }

    @Test
    void running_statistics_are_tensors_that_do_not_count_as_parameters() {
        var network = checked(new NetworkSpec(null, List.of(new BatchNorm("a", null, null, null, null, null), new LayerNorm("b", null, null, null, null), dense("out", null))), 3, 1);
        assertThat(network.parameterCount()).isEqualTo(2 * 3 + 2 * 3 + 3 + 1);
        assertThat(network.parameters()).extracting(parameter -> parameter.name() + parameter.dims() + parameter.trained())
                .containsExactly("a.weight[3]true", "a.bias[3]true", "a.running_mean[3]false", "a.running_var[3]false", "b.weight[3]true", "b.bias[3]true",
                        "out.weight[1, 3]true", "out.bias[1]true");
    }

    @Test
    void what_was_written_out_checks_to_the_same_again() {
        var network = checked(new NetworkSpec(null, List.of(dense("a", 3), new Dropout(null, null, null, null), dense(null, null))), 2, 1);
        assertThat(checked(network.spec(), 2, 1)).isEqualTo(network);
    }

    private static Network checked(NetworkSpec spec, Integer input, Integer output) {
        var problems = new SpecProblems();
        return new NetworkChecker(spec, LIMITS, "", problems).check(input, output).orElseThrow(() -> new AssertionError(problems.all()));
    }

    private static Bad bad(String what, List<Integer> inputShape, List<Layer> layers, String... problems) {
        return new Bad(what, new NetworkSpec(inputShape, layers), List.of(problems));
    }

    private static Dense dense(String name, Integer units) {
        return new Dense(name, null, units, null, null, null, null);
    }

    private static Dense reading(List<String> inputs) {
        return new Dense("r", inputs, 2, null, null, null, null);
    }

    private static Dense weighted(int units, List<List<Double>> weight, List<Double> bias) {
        return new Dense(null, null, units, null, null, null, new DenseWeights(weight, bias));
    }

    /** Shapes as torch.nn gives them for the same numbers. */
    @Test
    void shapes_go_from_layer_to_layer() {
        var network = new NetworkChecker(new NetworkSpec(List.of(3, 32, 30), List.of(
                new Conv2d(null, null, 8, Extent.of(5, 3), Extent.of(2, 1), Extent.of(1, 0), null, null, null, null), new MaxPool2d(null, null, Extent.of(2, 2), null, null),
                new AvgPool2d(null, null, Extent.of(3, 2), Extent.of(1, 2), null), new Reshape(null, null, List.of(56, 5), null), new Lstm(null, null, 6, true, null, null, null),
                new Gru(null, null, 4, null, null, null, null), new Reshape(null, null, List.of(1, 4), null), new Conv1d(null, null, 2, 2, null, 1, null, null, null, null),
                new FlattenLayer(null, null, null))), SpecLimits.DEFAULT, "", new SpecProblems()).check(null, null).orElseThrow();
        assertThat(network.parts()).extracting(part -> part.form().dims()).containsExactly(List.of(8, 15, 28), List.of(8, 7, 14), List.of(8, 5, 7), List.of(56, 5), List.of(56, 6),
                List.of(4), List.of(1, 4), List.of(2, 5), List.of(10));
        // 8·3·5·3 + 8; 4·6·(5 + 6) + 2·4·6; 3·4·(6 + 4) + 2·3·4; 2·1·2 + 2
        assertThat(network.parameterCount()).isEqualTo(368 + 312 + 144 + 6);
        // 15·28·15·3·8 for the first, 56·24·11 for the LSTM, 56·12·10 for the GRU
        assertThat(network.multiplications()).isGreaterThan(151_200 + 14_784 + 6_720).isLessThan(190_000);
    }
}
