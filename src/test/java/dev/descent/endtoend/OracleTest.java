package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Reference runs computed by PyTorch 1.13 and recomputed in numpy: each goes through the running service and must come back with the same numbers. */
class OracleTest extends EndToEnd {

    private static final Path ORACLES = Path.of("src/test/resources/oracles");

    /** Forms of a method that Descent does not offer, with the form it has instead. */
    private static final Map<String, String> NOT_OFFERED = Map.of(
            "momentum_forms_step_schedule/pytorch_form", "momentum is v ← αv − ηg, where a falling rate leaves the velocity as it is",
            "opt_nesterov_regression/pytorch_form", "nesterov takes the gradient at θ + αv",
            "opt_nesterov_classification/pytorch_form", "nesterov takes the gradient at θ + αv",
            "opt_adagrad_regression/pytorch_form", "adagrad has ε under the root",
            "opt_adagrad_classification/pytorch_form", "adagrad has ε under the root",
            "opt_adam_regression/no_bias_correction", "a known mistake, not a method",
            "opt_adam_classification/no_bias_correction", "a known mistake, not a method",
            "clip_global_norm/pytorch_epsilon", "clipping divides by the norm itself, and float32 cannot show the difference");

    static Stream<Path> files() throws IOException {
        return Files.list(ORACLES).sorted();
    }

    static Stream<OracleCase> cases() throws IOException {
        return allCases().stream().filter(oracle -> !NOT_OFFERED.containsKey(oracle.name()));
    }

    static Stream<OracleCase> activations() throws IOException {
        return allCases().stream().filter(oracle -> oracle.given().has("pointwise"));
    }

    @Test
    void every_file_is_run_and_only_known_variants_are_left_out() throws IOException {
        var tested = new TreeSet<String>();
        cases().forEach(oracle -> tested.add(oracle.name().split("/")[0] + ".json"));
        assertThat(tested).hasSize(58).containsExactlyInAnyOrderElementsOf(files().map(file -> file.getFileName().toString()).toList());
        assertThat(allCases()).extracting(OracleCase::name).containsAll(NOT_OFFERED.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_run_comes_back_with_the_reference_numbers(OracleCase oracle) {
        var dataset = descent.createDataset("oracle " + oracle.name(), oracle.columns(), oracle.rows());
        var run = descent.submit(oracle.request(dataset));
        descent.awaitSuccess(run);
        var near = Closeness.of(oracle.tolerance());
        compareHistory(oracle, near, descent.epochs(run));
        compareWeights(oracle, near, descent.weights(run));
        comparePredictions(oracle, near, descent.predict(run, oracle.featureRows()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("activations")
    void an_activation_has_the_reference_values_on_a_grid(OracleCase oracle) {
        var pointwise = oracle.given().get("pointwise");
        var activation = oracle.given().get("model").get("layers").get(0).get("activation").asString();
        var run = descent.submit(oneUnitWith(OracleCase.activationFunction(activation, pointwise.get("params")), oracle.name()));
        descent.awaitSuccess(run);
        var rows = pointwise.get("x").valueStream().map(x -> Map.<String, Object>of("x", x)).toList();
        var got = descent.predict(run, rows).valueStream().mapToDouble(prediction -> prediction.get("values").get("y").asDouble()).toArray();
        var want = Closeness.flat(pointwise.get("float32").get("f"));
        // "absolute tolerance ... 1e-6 plus [relative] 1e-5 (float32)": the note of each activation case
        for (int i = 0; i < want.length; i++) assertThat(Math.abs(got[i] - want[i])).as("f(%s) = %s", rows.get(i), got[i]).isLessThanOrEqualTo(1e-6 + 1e-5 * Math.abs(want[i]));
    }

    private static void compareHistory(OracleCase oracle, Closeness near, List<JsonNode> epochs) {
        var expected = oracle.expected();
        near.history("trainLoss", column(epochs, "trainLoss"), numbers(expected.get("epoch_loss_row_weighted")));
        near.history("valLoss", column(epochs, "valLoss"), numbers(expected.get("epoch_loss_full_after")));
        near.history("learningRate", column(epochs, "learningRate"), learningRates(oracle, epochs.size()));
        if (expected.has("gradient_norm_before_clipping_per_step")) {
            near.history("gradientNorm", column(epochs, "gradientNorm"), meanPerEpoch(numbers(expected.get("gradient_norm_before_clipping_per_step")), oracle.stepsPerEpoch()));
        }
    }

    private static void compareWeights(OracleCase oracle, Closeness near, JsonNode got) {
        var names = new TreeSet<String>();
        for (var layer : oracle.expected().get("final_weights").properties()) {
            for (var tensor : layer.getValue().properties()) {
                var name = layer.getKey() + "." + tensor.getKey();
                names.add(name);
                assertThat(got.has(name)).as("weights have %s: %s", name, got).isTrue();
                near.tensor(name, got.get(name), tensor.getValue());
            }
        }
        assertThat(Set.copyOf(got.propertyNames())).isEqualTo(names);
    }

    private static void comparePredictions(OracleCase oracle, Closeness near, JsonNode got) {
        var expected = oracle.expected();
        if (oracle.isClassification()) {
            var labels = got.valueStream().map(prediction -> (int) Double.parseDouble(prediction.get("label").asString())).toList();
            assertThat(labels).isEqualTo(numbers(expected.get("classes")).stream().map(Double::intValue).toList());
            near.tensor("probabilities", got.valueStream().flatMapToDouble(OracleTest::probabilities).toArray(), Closeness.flat(expected.get("probabilities")));
        } else {
            var values = got.valueStream().flatMapToDouble(prediction -> oracle.targets().stream().mapToDouble(target -> prediction.get("values").get(target).asDouble()));
            // Predictions are in the target's own units: for 0/1 targets they are probabilities, and the reference has logits as well.
            near.tensor("predictions", values.toArray(), Closeness.flat(expected.get(expected.has("probabilities") ? "probabilities" : "predictions")));
        }
    }

    /** In class order: classes are whole numbers, whatever their spelling. */
    private static DoubleStream probabilities(JsonNode prediction) {
        return prediction.get("probabilities").properties().stream()
                .sorted(Comparator.comparingDouble(entry -> Double.parseDouble(entry.getKey()))).mapToDouble(entry -> entry.getValue().asDouble());
    }

    /** The learning rate of an epoch is that of its last step. */
    private static List<Double> learningRates(OracleCase oracle, int epochs) {
        if (oracle.expected().has("learning_rates_per_epoch")) return numbers(oracle.expected().get("learning_rates_per_epoch"));
        var constant = oracle.given().get("optimizer").get("learning_rate").asDouble();
        if (!oracle.expected().has("learning_rates_per_step")) return Stream.generate(() -> constant).limit(epochs).toList();
        var perStep = numbers(oracle.expected().get("learning_rates_per_step"));
        return Stream.iterate(oracle.stepsPerEpoch() - 1, step -> step + oracle.stepsPerEpoch()).limit(epochs).map(perStep::get).toList();
    }

    private static List<Double> meanPerEpoch(List<Double> perStep, int steps) {
        var means = new ArrayList<Double>();
        for (int from = 0; from < perStep.size(); from += steps) {
            means.add(perStep.subList(from, from + steps).stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        }
        return means;
    }

    /** A network of one unit with weight 1 and bias 0, and one step too small to move them. */
    private Map<String, Object> oneUnitWith(Map<String, Object> activationFunction, String name) {
        var dense = Map.of("type", "dense", "units", 1, "weights", Map.of("weight", List.of(List.of(1)), "bias", List.of(0)));
        var activation = new LinkedHashMap<String, Object>(activationFunction);
        activation.put("type", "activation");
        var rows = List.of(List.of(0, 0), List.of(0, 0));
        var dataset = descent.createDataset("grid " + name, List.of("x", "y"), rows);
        return Map.of("dataset", dataset, "model", Map.of("layers", List.of(dense, activation)), "target", "y", "epochs", 1, "shuffle", false,
                "validation", Map.of("dataset", dataset), "preprocessing", Map.of("numeric", "none"), "optimizer", Map.of("type", "sgd", "learningRate", 1e-30), "name", "grid " + name);
    }

    private static List<OracleCase> allCases() throws IOException {
        var cases = new ArrayList<OracleCase>();
        for (var file : files().toList()) {
            var given = DescentClient.JSON.readTree(file.toFile());
            var base = new OracleCase(given.get("name").asString(), given);
            cases.add(base);
            given.get("variants").forEach(variant -> cases.add(base.variant(variant)));
        }
        return cases;
    }

    private static List<Double> column(List<JsonNode> epochs, String name) {
        return epochs.stream().map(epoch -> epoch.get(name).asDouble()).toList();
    }

    private static List<Double> numbers(JsonNode list) {
        return list.valueStream().map(JsonNode::asDouble).toList();
    }
}
