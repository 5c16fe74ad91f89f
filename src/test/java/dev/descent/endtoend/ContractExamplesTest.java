package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody with an empty database presses "Try it out" down the page of Swagger UI, and every example works as it stands. */
class ContractExamplesTest {

    private static final String JSON = "application/json";

    @TempDir
    private Path data;

    @Test
    void every_example_works_as_it_stands() {
        try (var node = Node.start(List.of("--descent.data-directory=" + data))) {
            var descent = node.client();
            var contract = descent.get("/v3/api-docs").expect(200).json();
            only(examples(contract, "/api/v1/dataset-previews", JSON), example -> descent.post("/api/v1/dataset-previews", example).expect(200));
            only(examples(contract, "/api/v1/datasets", JSON), example -> descent.post("/api/v1/datasets", example).expect(201));
            examples(contract, "/api/v1/models", JSON).forEach(example -> descent.post("/api/v1/models", example).expect(201));
            var run = "";
            for (var example : examples(contract, "/api/v1/runs", JSON)) {
                assertThat(descent.post("/api/v1/runs?validateOnly=true", example).expect(200).json().get("valid").asBoolean()).isTrue();
                run = descent.submit(example);
                descent.awaitSuccess(run);
            }
            only(examples(contract, "/api/v1/learning-rate-tests", JSON), example ->
                    assertThat(descent.post("/api/v1/learning-rate-tests", example).expect(200).json().get("suggestion").isNumber()).isTrue());
            for (var example : examples(contract, "/api/v1/sweeps", JSON)) {
                var sweep = descent.post("/api/v1/sweeps", example).expect(202).json().get("id").asString();
                assertThat(Sweeping.awaitEnd(descent, sweep).get("status").asString()).isEqualTo("SUCCEEDED");
                if (example.get("search").has("trials")) {
                    only(examples(contract, "/api/v1/sweeps/{id}/trials", JSON), more -> descent.post("/api/v1/sweeps/" + sweep + "/trials", more).expect(202));
                }
            }
            var place = "/api/v1/runs/" + run;
            for (var example : examples(contract, "/api/v1/runs/{id}/predictions", JSON)) {
                assertThat(descent.post(place + "/predictions", example).expect(200).json().get("predictions")).hasSize(example.get("rows").size());
            }
            for (var example : examples(contract, "/api/v1/runs/{id}/predictions", "text/csv")) {
                descent.send(descent.request(place + "/predictions").header("Content-Type", "text/csv").POST(BodyPublishers.ofString(example.asString()))).expect(200);
            }
            // the generator's example makes 1,000 rows, each with a label
            examples(contract, "/api/v1/runs/{id}/evaluations", JSON).forEach(example ->
                    assertThat(descent.post(place + "/evaluations", example).expect(200).json().get("rows").asInt()).isEqualTo(1000));
            for (var example : examples(contract.at("/paths").get("/api/v1/runs/{id}").get("patch"), contract, JSON)) {
                descent.send(descent.request(place).header("Content-Type", JSON).method("PATCH", BodyPublishers.ofString(example.toString()))).expect(200);
            }
        }
    }

    private static void only(List<JsonNode> examples, Consumer<JsonNode> use) {
        assertThat(examples).hasSize(1);
        use.accept(examples.getFirst());
    }

    private static List<JsonNode> examples(JsonNode contract, String path, String mediaType) {
        return examples(contract.get("paths").get(path).get("post"), contract, mediaType);
    }

    /** Those of the operation, else the one of the type that its body is. */
    private static List<JsonNode> examples(JsonNode operation, JsonNode contract, String mediaType) {
        var body = operation.get("requestBody").get("content").get(mediaType);
        var found = new ArrayList<JsonNode>();
        body.path("examples").forEach(example -> found.add(example.get("value")));
        if (body.has("example")) {
            found.add(body.get("example"));
        }
        if (found.isEmpty()) {
            found.add(contract.at(body.get("schema").get("$ref").asString().substring(1)).get("example"));
        }
        assertThat(found).as(operation.get("summary").asString()).isNotEmpty().doesNotContainNull();
        return found;
    }
}
