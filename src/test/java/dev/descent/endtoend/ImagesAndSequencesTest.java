package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Images and sequences through the running service, on tasks whose outcome is known. */
class ImagesAndSequencesTest extends EndToEnd {

    private static final int STEPS = 50;

    /** The best that scikit-learn and PyTorch reach with a dense network on these rows is 0.9867. */
    @Test
    void lenet_reads_handwritten_digits() {
        var dataset = descent.upload("images of digits", DATASETS.resolve("digits.csv"));
        var pixels = IntStream.range(0, 64).mapToObj(i -> "pixel_" + i / 8 + "_" + i % 8).toList();
        var model = Map.of("inputShape", List.of(1, 8, 8), "layers", List.of(
                Map.of("type", "conv2d", "filters", 20, "kernel", 3, "padding", 1, "activation", "relu"), Map.of("type", "maxPool2d", "kernel", 2),
                Map.of("type", "conv2d", "filters", 50, "kernel", List.of(3, 3), "padding", 1, "activation", "relu"), Map.of("type", "maxPool2d", "kernel", 2),
                Map.of("type", "flatten"), Map.of("type", "dense", "units", 500, "activation", "relu"), Map.of("type", "dropout", "rate", 0.5), Map.of("type", "dense")));
        var runs = IntStream.rangeClosed(1, 5).mapToObj(seed -> descent.submit(Map.ofEntries(Map.entry("name", "LeNet " + seed), Map.entry("dataset", dataset),
                Map.entry("features", pixels), Map.entry("target", "digit"), Map.entry("task", "classification"), Map.entry("model", model),
                Map.entry("preprocessing", Map.of("numeric", "minMax")), Map.entry("optimizer", Map.of("type", "adam", "learningRate", 0.001)), Map.entry("batchSize", 32),
                Map.entry("epochs", 30), Map.entry("validation", Map.of("column", "split", "value", "test")), Map.entry("seed", seed)))).toList();
        var accuracies = runs.stream().mapToDouble(run -> descent.awaitSuccess(run).at("/latest/metrics/valAccuracy").asDouble()).sorted().toArray();
        assertThat(accuracies[2]).as("median of five seeds").isGreaterThanOrEqualTo(0.985);
    }

    /**
     * The adding problem (Hochreiter and Schmidhuber 1997): of 50 numbers the sum of the two that are marked. Whoever does not remember guesses 1, with a mean squared
     * error of 1/6.
     */
    @Test
    void a_memory_adds_what_was_marked_long_ago_and_a_dense_network_does_not() {
        var dataset = adding(5000);
        assertThat(lossOf(dataset, Map.of("inputShape", List.of(STEPS, 2), "layers", List.of(Map.of("type", "lstm", "units", 32), Map.of("type", "dense"))), 0.005)).isLessThan(0.01);
        assertThat(lossOf(dataset, Map.of("inputShape", List.of(STEPS, 2), "layers", List.of(Map.of("type", "gru", "units", 32), Map.of("type", "dense"))), 0.005)).isLessThan(0.01);
        assertThat(lossOf(dataset, Map.of("layers", List.of(Map.of("type", "dense", "units", 128, "activation", "relu"), Map.of("type", "dense", "units", 64, "activation", "relu"),
                Map.of("type", "dense"))), 0.001)).isGreaterThan(0.1);
    }

    private double lossOf(String dataset, Map<String, Object> model, double rate) {
        var run = descent.submit(Map.of("dataset", dataset, "target", "y", "features", columns(), "model", model, "preprocessing", Map.of("numeric", "none"), "batchSize", 64,
                "epochs", 30, "optimizer", Map.of("type", "adam", "learningRate", rate), "gradientClip", Map.of("type", "norm", "max", 1), "validation", Map.of("fraction", 0.1)));
        return descent.awaitSuccess(run).at("/best/value").asDouble();
    }

    private static List<String> columns() {
        return IntStream.range(0, 2 * STEPS).mapToObj(i -> (i % 2 == 0 ? "value" : "mark") + i / 2).toList();
    }

    private String adding(int rows) {
        var random = new SplittableRandom(5);
        var csv = new StringBuilder(String.join(",", columns())).append(",y\n");
        for (int row = 0; row < rows; row++) {
            int first = random.nextInt(STEPS / 2);
            int second = random.nextInt(STEPS / 2, STEPS);
            double sum = 0;
            for (int step = 0; step < STEPS; step++) {
                double value = random.nextInt(1_000_000) / 1e6;
                boolean marked = step == first || step == second;
                sum += marked ? value : 0;
                csv.append(value).append(marked ? ",1," : ",0,");
            }
            csv.append(sum).append('\n');
        }
        var file = new DescentClient.Part("file", "adding.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
        return descent.postMultipart("/api/v1/datasets", List.of(file)).expect(201).json().get("id").asString();
    }

    @Test
    void an_embedding_takes_categories_and_refuses_what_is_no_entry() {
        var dataset = descent.createDataset("entries", List.of("city", "number", "y"), List.of(List.of("a", 0, 1), List.of("b", 1, 2), List.of("c", 2, 3), List.of("a", 3, 1)));
        var categories = run(dataset, "city", 4);
        var run = descent.submit(categories);
        descent.awaitSuccess(run);
        var effective = descent.run(run).get("effectiveSpec");
        assertThat(effective.at("/preprocessing/categorical").asString()).isEqualTo("index");
        assertThat(descent.predict(run, List.of(Map.of("city", "unseen"))).get(0).get("values").has("y")).isTrue();
        assertThat(refusals(run(dataset, "city", 3))).containsExactly("/model/layers");
        assertThat(refusals(run(dataset, "number", 3))).containsExactly("/features");
        var standardized = new LinkedHashMap<>(run(dataset, "number", 4));
        standardized.put("preprocessing", Map.of("numeric", "standardize"));
        assertThat(refusals(standardized)).containsExactly("/preprocessing/numeric");
        var numbers = descent.submit(run(dataset, "number", 4));
        descent.awaitSuccess(numbers);
        for (Object bad : List.of(4, -1, 1.5)) {
            assertThat(descent.post("/api/v1/runs/" + numbers + "/predictions", Map.of("rows", List.of(Map.of("number", bad)))).expect(422).json().get("detail").asString())
                    .contains("whole number from 0 to 3").contains("number");
        }
    }

    private Map<String, Object> run(String dataset, String feature, int vocabulary) {
        return Map.of("dataset", dataset, "features", List.of(feature), "target", "y", "validation", Map.of("dataset", dataset), "epochs", 2,
                "model", Map.of("layers", List.of(Map.of("type", "embedding", "vocabulary", vocabulary, "dimension", 2), Map.of("type", "flatten"), Map.of("type", "dense"))));
    }

    private List<String> refusals(Map<String, Object> request) {
        var pointers = new ArrayList<String>();
        for (JsonNode error : descent.post("/api/v1/runs", request).expect(422).json().get("errors")) {
            pointers.add(error.get("pointer").asString());
        }
        return pointers;
    }
}
