package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The cubic fits of the lecture as what they are: a formula in x, with four starts and two learning rates; references by PyTorch. */
class FormulaOracleTest extends EndToEnd {

    private static final Path ORACLES = Path.of("src/test/resources/oracles");

    static Stream<OracleCase> cubics() throws IOException {
        var cases = new ArrayList<OracleCase>();
        try (var files = Files.list(ORACLES)) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("cubic_")).sorted().toList()) {
                var given = DescentClient.JSON.readTree(file.toFile());
                var base = new OracleCase(given.get("name").asString(), given);
                cases.add(base);
                given.get("variants").forEach(variant -> cases.add(base.variant(variant)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cubics")
    void a_cubic_is_fitted_with_the_reference_numbers(OracleCase oracle) {
        var run = descent.submit(request(oracle));
        descent.awaitSuccess(run);
        var near = Closeness.of(oracle.tolerance());
        var epochs = descent.epochs(run);
        near.history("trainLoss", column(epochs, "trainLoss"), numbers(oracle.expected().get("epoch_loss_row_weighted")));
        near.history("valLoss", column(epochs, "valLoss"), numbers(oracle.expected().get("epoch_loss_full_after")));
        var poly = oracle.expected().get("final_weights").get("poly");
        var wanted = Stream.concat(poly.get("weight").get(0).valueStream(), poly.get("bias").valueStream()).mapToDouble(JsonNode::asDouble).toArray();
        var weights = descent.weights(run);
        assertThat(weights.propertyNames()).containsExactly("w1", "w2", "w3", "w4");
        near.tensor("weights", Stream.of("w1", "w2", "w3", "w4").mapToDouble(name -> weights.get(name).asDouble()).toArray(), wanted);
        var rows = oracle.given().get("data").get("raw_x").valueStream().map(x -> Map.<String, Object>of("x", x.asDouble())).toList();
        var predicted = descent.predict(run, rows).valueStream().mapToDouble(prediction -> prediction.get("values").get("y").asDouble()).toArray();
        near.tensor("predictions", predicted, Closeness.flat(oracle.expected().get("predictions")));
    }

    @Test
    void a_formula_reads_its_columns_as_they_are_unless_it_is_told_otherwise() throws IOException {
        var oracle = cubics().findFirst().orElseThrow();
        var run = descent.submit(request(oracle));
        var spec = descent.awaitSuccess(run).get("effectiveSpec");
        assertThat(spec.get("preprocessing").get("numeric").asString()).isEqualTo("none");
        assertThat(spec.get("features").valueStream().map(JsonNode::asString)).containsExactly("x");
        assertThat(spec.get("model").get("formula").asString()).isEqualTo("w1*x^3 + w2*x^2 + w3*x + w4");
    }

    private Map<String, Object> request(OracleCase oracle) {
        var x = numbers(oracle.given().get("data").get("raw_x"));
        var y = oracle.given().get("data").get("y").valueStream().map(row -> row.get(0).asDouble()).toList();
        var rows = new ArrayList<List<Double>>();
        for (int i = 0; i < x.size(); i++) {
            rows.add(List.of(x.get(i), y.get(i)));
        }
        var dataset = descent.createDataset("cubic " + oracle.name() + " " + System.nanoTime(), List.of("x", "y"), rows);
        var start = oracle.given().get("model").get("layers").get(0).get("init");
        var parameters = new LinkedHashMap<String, Double>();
        for (int i = 0; i < 3; i++) {
            parameters.put("w" + (i + 1), start.get("weight").get(0).get(i).asDouble());
        }
        parameters.put("w4", start.get("bias").get(0).asDouble());
        var request = new LinkedHashMap<String, Object>(oracle.request(dataset));
        request.remove("features");
        request.remove("preprocessing");
        request.put("target", "y");
        request.put("model", Map.of("formula", "w1*x^3 + w2*x^2 + w3*x + w4", "parameters", parameters));
        return request;
    }

    private static List<Double> column(List<JsonNode> epochs, String name) {
        return epochs.stream().map(epoch -> epoch.get(name).asDouble()).toList();
    }

    private static List<Double> numbers(JsonNode list) {
        return list.valueStream().map(JsonNode::asDouble).toList();
    }
}
