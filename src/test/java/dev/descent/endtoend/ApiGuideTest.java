package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The guide to the API, walked through once: every field that clients read is where the contract says. */
class ApiGuideTest extends EndToEnd {

    private static final String NETWORK = "{\"layers\":[{\"type\":\"dense\",\"name\":\"hidden\",\"units\":8,\"activation\":\"tanh\"},{\"type\":\"dense\",\"name\":\"out\"}]}";

    @Test
    void a_dataset_describes_its_columns_and_comes_back_as_it_went_in() {
        var csv = "size,colour,price\n1,red,2.5\n2,blue,\n4,red,-1e-3\n";
        var created = descent.postMultipart("/api/v1/datasets", List.of(DescentClient.Part.file("a.csv", csv), DescentClient.Part.field("name", "guide / a table"))).expect(201);
        var dataset = created.json();
        assertThat(created.header("Location")).endsWith("/api/v1/datasets/" + dataset.get("id").asString());
        assertThat(dataset.get("id").asString()).startsWith("ds_");
        assertThat(dataset.get("rows").asInt()).isEqualTo(3);
        assertThat(dataset.get("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(Instant.parse(dataset.get("createdAt").asString())).isBeforeOrEqualTo(Instant.now().plusSeconds(1));

        var size = dataset.get("columns").get(0);
        assertThat(size.get("type").asString()).isEqualTo("numeric");
        assertThat(size.get("min").asDouble()).isEqualTo(1);
        assertThat(size.get("max").asDouble()).isEqualTo(4);
        assertThat(size.get("mean").asDouble()).isEqualTo(7 / 3.0, offset(1e-12));
        // the population's: √((1 + 4 + 16)/3 − (7/3)²)
        assertThat(size.get("std").asDouble()).isEqualTo(Math.sqrt(7 - 49 / 9.0), offset(1e-12));
        var colour = dataset.get("columns").get(1);
        assertThat(colour.get("type").asString()).isEqualTo("categorical");
        assertThat(colour.get("categories").valueStream().map(category -> category.get("value").asString() + category.get("count")).toList()).containsExactlyInAnyOrder("red2", "blue1");
        assertThat(dataset.get("columns").get(2).get("missing").asInt()).isEqualTo(1);

        var same = descent.post("/api/v1/datasets", "{\"name\":\"guide, inline\",\"columns\":[\"size\",\"colour\",\"price\"],\"rows\":[[1,\"red\",2.5],[2,\"blue\",null],[4,\"red\",-0.001]]}").expect(201).json();
        assertThat(same.get("sha256")).as("CSV and JSON agree on the content").isEqualTo(dataset.get("sha256"));
        assertThat(descent.get("/api/v1/datasets/" + dataset.get("id").asString() + "/content").expect(200).text()).startsWith("size,colour,price\n1,red,2.5\n");
        assertThat(descent.get("/api/v1/datasets/" + dataset.get("id").asString() + "/rows?offset=1&limit=1").expect(200).text()).contains("blue").doesNotContain("red");
        descent.post("/api/v1/datasets", "{\"name\":\"guide, inline\",\"columns\":[\"a\"],\"rows\":[[1]]}").expect(409);
        descent.delete("/api/v1/datasets/" + same.get("id").asString()).expect(204);
    }

    @Test
    void generators_give_exactly_the_rows_asked_for() {
        for (var type : List.of("xor", "circles", "moons", "spirals", "blobs", "linear", "polynomial", "sine")) {
            var body = "{\"name\":\"%s %s\",\"generator\":{\"type\":\"%s\",\"rows\":101,\"noise\":0.1,\"seed\":7}}";
            var first = descent.post("/api/v1/datasets", body.formatted(type, "one", type)).expect(201).json();
            var second = descent.post("/api/v1/datasets", body.formatted(type, "two", type)).expect(201).json();
            assertThat(first.get("rows").asInt()).as(type).isEqualTo(101);
            assertThat(first.get("sha256")).as(type).isEqualTo(second.get("sha256"));
            var names = first.get("columns").valueStream().map(column -> column.get("name").asString()).toList();
            assertThat(names).as(type).contains("x1").containsAnyOf("label", "y");
        }
    }

    @Test
    void a_model_is_checked_when_it_is_stored_and_may_be_named_by_a_run() {
        var created = descent.post("/api/v1/models", "{\"name\":\"guide model\",\"description\":\"two layers\",\"inputShape\":[2]," + NETWORK.substring(1)).expect(201);
        var id = created.json().get("id").asString();
        assertThat(id).startsWith("mdl_");
        assertThat(created.header("Location")).endsWith("/api/v1/models/" + id);
        assertThat(descent.get("/api/v1/models/" + id + "/graph", "text/vnd.mermaid").expect(200).text()).contains("hidden").contains("out");

        descent.post("/api/v1/datasets", "{\"name\":\"guide moons\",\"generator\":{\"type\":\"moons\",\"rows\":60,\"noise\":0.1,\"seed\":1}}").expect(201);
        for (var reference : List.of(id, "guide model")) {
            var run = descent.submit("{\"dataset\":\"guide moons\",\"model\":\"" + reference + "\",\"target\":\"label\",\"epochs\":1}");
            assertThat(descent.awaitSuccess(run).get("effectiveSpec").toString()).contains("hidden");
        }
        descent.delete("/api/v1/models/" + id).expect(204);
        descent.get("/api/v1/models/" + id).expect(404);
    }

    @Test
    void a_run_tells_everything_from_its_submission_to_its_end() {
        var dataset = descent.post("/api/v1/datasets", "{\"name\":\"guide blobs\",\"generator\":{\"type\":\"blobs\",\"rows\":120,\"noise\":0.2,\"seed\":3}}").expect(201).json().get("id").asString();
        var request = "{\"name\":\"guide\",\"dataset\":\"%s\",\"model\":%s,\"target\":\"label\",\"epochs\":12,\"seed\":5,\"labels\":{\"team\":\"guide\"}}".formatted(dataset, NETWORK);
        var accepted = descent.post("/api/v1/runs", request).expect(202);
        var id = accepted.json().get("id").asString();
        assertThat(id).startsWith("run_");
        assertThat(accepted.header("Location")).endsWith("/api/v1/runs/" + id);

        var run = descent.awaitSuccess(id);
        assertThat(run.get("stopReason").asString()).isEqualTo("MAX_EPOCHS");
        assertThat(run.get("name").asString()).isEqualTo("guide");
        assertThat(run.get("progress").get("epoch").asInt()).isEqualTo(12);
        assertThat(run.get("progress").get("epochs").asInt()).isEqualTo(12);
        assertThat(run.get("progress").get("fraction").asDouble()).isEqualTo(1);
        assertThat(run.get("progress").has("samplesPerSecond")).isTrue();
        assertThat(run.get("latest").get("epoch").asInt()).isEqualTo(12);
        assertThat(run.get("best").get("metric").asString()).isEqualTo("valLoss");
        assertThat(run.get("weightsDigest").asString()).matches("sha256:[0-9a-f]{64}");
        assertThat(run.get("allowedActions").valueStream().map(JsonNode::asString).toList()).contains("delete");
        assertThat(run.get("requestedSpec").get("seed").asInt()).isEqualTo(5);
        assertThat(run.get("effectiveSpec").get("optimizer").get("beta2").asDouble()).isEqualTo(0.999);
        assertThat(run.get("effectiveSpec").get("batchSize").asInt()).isEqualTo(32);
        for (var time : List.of("createdAt", "startedAt", "finishedAt")) assertThat(Instant.parse(run.get(time).asString())).isBefore(Instant.now().plusSeconds(1));

        var epochs = descent.epochs(id);
        assertThat(epochs.stream().map(epoch -> epoch.get("epoch").asInt()).toList()).isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        for (var field : List.of("trainLoss", "valLoss", "metrics", "learningRate", "gradientNorm", "durationMillis")) assertThat(epochs.getFirst().has(field)).as(field).isTrue();
        assertThat(epochs.getLast().get("metrics").has("valAccuracy")).isTrue();
        assertThat(descent.get("/api/v1/runs/" + id + "/epochs?after=10").expect(200).json().get("data").size()).isEqualTo(2);
        assertThat(descent.get("/api/v1/runs/" + id + "/epochs?maxPoints=4").expect(200).json().get("sampled").asBoolean()).isTrue();
        assertThat(descent.get("/api/v1/runs/" + id + "/epochs", "text/csv").expect(200).text().lines().count()).isEqualTo(13);

        var events = descent.get("/api/v1/runs/" + id + "/events?after=0&limit=500").expect(200).json().get("data");
        assertThat(events.valueStream().map(event -> event.get("seq").asInt()).toList()).isEqualTo(IntStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.valueStream().filter(event -> event.get("type").asString().equals("epoch")).count()).isEqualTo(12);

        var checkpoints = descent.get("/api/v1/runs/" + id + "/checkpoints").expect(200).json();
        assertThat(checkpoints.toString()).contains("BEST").contains("LATEST").contains("sha256");
        assertThat(descent.get("/api/v1/runs/" + id + "/checkpoints/best/weights").expect(200).json().propertyNames()).containsExactlyInAnyOrder("hidden.weight", "hidden.bias", "out.weight", "out.bias");
        assertThat(descent.get("/api/v1/runs?label=team:guide").expect(200).json().get("data").get(0).get("id").asString()).isEqualTo(id);
        var metrics = descent.get("/api/v1/metrics?runs=" + id + "&names=valLoss").expect(200).json();
        assertThat(metrics.get("epochs").size()).isEqualTo(12);
        assertThat(metrics.get("series").get(0).get("values").size()).isEqualTo(12);

        var other = descent.submit("{\"dataset\":\"guide blobs\",\"target\":\"label\",\"model\":{\"layers\":[{\"type\":\"dense\"}]},\"epochs\":3,\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.5}}");
        descent.awaitSuccess(other);
        var comparison = descent.get("/api/v1/comparisons?names=valLoss&runs=" + id + "," + other).expect(200).json();
        assertThat(comparison.get("epochs").size()).isEqualTo(12);
        assertThat(comparison.get("series").valueStream().map(series -> series.get("run").asString()).toList()).containsExactly(id, other);
        var rate = comparison.get("differences").valueStream().filter(difference -> difference.get("pointer").asString().equals("/optimizer/learningRate")).findFirst().orElseThrow();
        assertThat(rate.get("values").get(other).asDouble()).isEqualTo(0.5);
        assertThat(comparison.get("differences").valueStream().map(difference -> difference.get("pointer").asString()).toList())
                .contains("/epochs", "/model/layers/1").doesNotContain("/target", "/dataset", "/model", "");
        descent.get("/api/v1/comparisons?runs=" + id + ",run_none").expect(404);
    }

    @Test
    void a_trained_run_predicts_in_json_and_csv_and_is_evaluated() {
        var dataset = descent.upload("guide iris", DATASETS.resolve("iris.csv"));
        var run = descent.submit("{\"dataset\":\"%s\",\"target\":\"species\",\"features\":[\"petal_length_cm\",\"petal_width_cm\"],\"model\":%s,\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.02},\"epochs\":60}".formatted(dataset, NETWORK));
        descent.awaitSuccess(run);
        var prediction = descent.predict(run, List.of(Map.of("petal_length_cm", 1.4, "petal_width_cm", 0.2))).get(0);
        assertThat(prediction.get("label").asString()).isEqualTo("setosa");
        assertThat(prediction.get("probabilities").propertyNames()).containsExactlyInAnyOrder("setosa", "versicolor", "virginica");
        var csv = descent.send(descent.request("/api/v1/runs/" + run + "/predictions").header("Content-Type", "text/csv").header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("petal_width_cm,petal_length_cm\n0.2,1.4\n"))).expect(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).contains("setosa");

        var evaluation = descent.post("/api/v1/runs/" + run + "/evaluations", Map.of("dataset", dataset, "checkpoint", "best")).expect(200).json();
        assertThat(evaluation.get("rows").asInt()).isEqualTo(150);
        var counts = Closeness.flat(evaluation.get("confusionMatrix").get("counts"));
        assertThat(counts).hasSize(9);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(150);
        assertThat(evaluation.get("perClass").valueStream().mapToInt(figures -> figures.get("support").asInt()).sum()).isEqualTo(150);
    }

    @Test
    void a_long_run_is_cancelled_paused_and_resumed() {
        descent.post("/api/v1/datasets", "{\"name\":\"guide spirals\",\"generator\":{\"type\":\"spirals\",\"rows\":5000,\"noise\":0.1,\"seed\":3}}").expect(201);
        var longRun = "{\"dataset\":\"guide spirals\",\"model\":" + NETWORK + ",\"target\":\"label\",\"epochs\":%d,\"seed\":9}";
        var cancelled = descent.submit(longRun.formatted(1_000_000));
        descent.await(cancelled, Duration.ofSeconds(30), run -> run.get("progress").path("epoch").asInt(0) > 0);
        descent.post("/api/v1/runs/" + cancelled + "/cancel", "").expect(202);
        assertThat(descent.awaitEnd(cancelled, Duration.ofSeconds(5)).get("status").asString()).isEqualTo("CANCELLED");

        var paused = descent.submit(longRun.formatted(1000));
        descent.await(paused, Duration.ofSeconds(30), run -> run.get("progress").path("epoch").asInt(0) > 0);
        descent.post("/api/v1/runs/" + paused + "/pause", "").expect(202);
        descent.await(paused, Duration.ofSeconds(5), run -> run.get("status").asString().equals("PAUSED"));
        descent.post("/api/v1/runs/" + paused + "/resume", "").expect(202);
        var undisturbed = descent.submit(longRun.formatted(1000));
        assertThat(descent.awaitSuccess(paused).get("weightsDigest")).isEqualTo(descent.awaitSuccess(undisturbed).get("weightsDigest"));
    }

    @Test
    void a_request_can_be_checked_without_being_submitted() {
        descent.post("/api/v1/datasets", "{\"name\":\"guide sine\",\"generator\":{\"type\":\"sine\",\"rows\":50,\"noise\":0.1,\"seed\":3}}").expect(201);
        var check = descent.post("/api/v1/runs?validateOnly=true", "{\"dataset\":\"guide sine\",\"model\":" + NETWORK + ",\"target\":\"y\"}").expect(200).json();
        assertThat(check.get("layers").valueStream().map(layer -> layer.get("outputShape") + " " + layer.get("parameters")).toList()).containsExactly("[8] 16", "[1] 9");
        assertThat(check.get("valid").asBoolean()).isTrue();
        for (var field : List.of("errors", "warnings", "parameters", "memoryBytes", "secondsPerEpoch", "effectiveSpec")) assertThat(check.has(field)).as(field).isTrue();
        // 1 input, 8 units, 1 output: 8 + 8 + 8 + 1
        assertThat(check.get("parameters").asInt()).isEqualTo(25);
        var refused = descent.post("/api/v1/runs?validateOnly=true", "{\"dataset\":\"guide sine\",\"model\":" + NETWORK + ",\"target\":\"y\",\"batchSize\":1000}").expect(200).json();
        assertThat(refused.get("valid").asBoolean()).isFalse();
        assertThat(refused.get("errors").toString()).contains("/batchSize");
        var unwatched = descent.post("/api/v1/runs?validateOnly=true", "{\"dataset\":\"guide sine\",\"model\":" + NETWORK + ",\"target\":\"y\",\"validation\":null,"
                + "\"schedule\":{\"type\":\"linearWarmup\",\"steps\":3,\"then\":{\"type\":\"plateau\",\"metric\":\"valLoss\"}}}").expect(200).json();
        assertThat(unwatched.get("errors").get(0).get("pointer").asString()).isEqualTo("/schedule/then/metric");
    }

    @Test
    void the_service_is_watched_by_prometheus_and_health_probes() {
        assertThat(descent.get("/actuator/health/liveness").expect(200).text()).contains("UP");
        assertThat(descent.get("/actuator/health/readiness").expect(200).text()).contains("UP");
        assertThat(descent.get("/actuator/prometheus").expect(200).text()).contains("descent_runs{").contains("descent_queue_depth").contains("descent_epoch_seconds").contains("descent_samples_total").doesNotContain("run_0");
        descent.get("/v3/api-docs").expect(200);
        assertThat(descent.get("/swagger-ui.html").status()).isIn(200, 302);
        descent.get("/actuator/env").expect(404);
    }
}
