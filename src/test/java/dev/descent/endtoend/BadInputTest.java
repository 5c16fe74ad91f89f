package dev.descent.endtoend;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.endtoend.DescentClient.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every bad input gets a clear answer and leaves nothing behind. The numbers of the rows are those of the bad-input matrix in the reliability design. */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest extends EndToEnd {

    private static final String IRIS_MODEL = "{\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"relu\"},{\"type\":\"dense\"}]}";

    private final BadInput cases = new BadInput(this::nothingIsLeft);
    private final BadLimits limits = new BadLimits();
    private String iris;
    private String finished;
    private String queued;
    private String deleted;
    private List<String> rowsBefore;
    private Set<String> filesBefore;

    @TestFactory
    Stream<DynamicTest> bad_input(CapturedOutput log) throws IOException {
        prepare();
        rowsBefore = newest();
        var countsBefore = counts();
        filesBefore = files();
        unreadableBodies();
        badSpecs();
        badReferences();
        badExchanges();
        new BadFiles(descent, cases, HOME).rows();
        limits.rows(cases);
        badTargetsAndColumns();
        badPredictions();
        badMoments();
        badPages();
        badFormulas();
        badRequestLines(log);
        heldElsewhere();
        return Stream.concat(cases.tests(48), Stream.of(DynamicTest.dynamicTest("as many rows as before", () -> assertThat(counts()).isEqualTo(countsBefore)))).onClose(this::tidy);
    }

    /** One run that has ended, one that waits behind others, and a name of something that is no more. */
    private void prepare() {
        iris = descent.upload("bad input", DATASETS.resolve("iris.csv"));
        finished = descent.submit(run("\"epochs\":2"));
        descent.awaitSuccess(finished);
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) descent.submit(inTheWay(0));
        queued = descent.submit(inTheWay(-10));
        deleted = descent.createDataset("soon gone", List.of("x", "y"), List.of(List.of(1, 2)));
        descent.delete("/api/v1/datasets/" + deleted).expect(204);
        descent.post("/api/v1/models", Map.of("name", "first of its key", "layers", List.of(Map.of("type", "dense"))), "Idempotency-Key", "bad-input").expect(201);
    }

    private void tidy() {
        limits.close();
        descent.get("/api/v1/runs?label=test:in-the-way&limit=500").json().get("data").forEach(run -> descent.post("/api/v1/runs/" + run.get("id").asString() + "/cancel", "{}"));
        descent.awaitEnd(queued, Duration.ofSeconds(30));
    }

    private void unreadableBodies() {
        cases.refused("B01", "a body that is no JSON", () -> submit("{\"dataset\":"), 400, "malformed-json");
        cases.refused("B01", "garbage after the JSON", () -> submit(run("\"epochs\":1") + " and more"), 400, "malformed-json");
        cases.refused("B01", "a byte order mark inside", () -> submit("{\"dataset\":\uFEFF\"x\"}"), 400, "malformed-json");
        cases.refused("B02", "forty lists in one another", () -> descent.post("/api/v1/models", "{\"layers\":" + "[".repeat(40) + "]".repeat(40) + "}"), 400, "json-too-deep");
        cases.refused("B03", "a spec of 300 KiB", () -> submit(run("\"name\":\"" + "x".repeat(300 << 10) + "\"")), 413, "payload-too-large");
        cases.refused("B03", "a spec of 300 KiB of unstated length", () -> chunked(run("\"name\":\"" + "x".repeat(300 << 10) + "\"")), 413, "payload-too-large");
        cases.refused("B04", "a key twice", () -> submit(run("\"epochs\":1,\"epochs\":2")), 400, "duplicate-key");
        cases.refused("B06", "a number of 10,000 digits", () -> submit(run("\"epochs\":" + "9".repeat(10_000))), 400, "number-out-of-range");
        cases.refused("B06", "1e999", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningRate\":1e999}")), 400, "number-out-of-range");
        for (var word : List.of("NaN", "Infinity", "-Infinity")) {
            cases.refused("B06", word, () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningRate\":" + word + "}")), Set.of(400), Set.of("number-out-of-range", "malformed-json"));
        }
    }

    private void badSpecs() {
        cases.refused("B05", "a misspelt hyper-parameter", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningrate\":0.1}")), 422, "unknown-property");
        cases.answered("B05", "is told the nearest name", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningrate\":0.1}")), 422, "learningRate");
        for (var field : List.of("ownerId", "state", "token", "status", "attempt")) {
            cases.refused("B05", field + " is the server's", () -> submit(run("\"" + field + "\":\"x\"")), 422, "unknown-property");
        }
        cases.refused("B07", "text for an integer", () -> submit(run("\"epochs\":\"32\"")), 422, "invalid-type");
        cases.refused("B07", "a fraction for an integer", () -> submit(run("\"epochs\":32.5")), 422, "invalid-type");
        for (var field : List.of("\"epochs\":0", "\"epochs\":-1", "\"batchSize\":0", "\"batchSize\":-5", "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0}",
                "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":-0.1}", "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":100.5}")) {
            cases.refused("B08", field, () -> submit(run(field)), 422, "constraint-violation");
        }
        for (int units : List.of(0, -3)) {
            cases.refused("B08", units + " units", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":" + units + "},{\"type\":\"dense\"}]}", "")), 422, "constraint-violation");
        }
        cases.refused("B08", "more threads than an int can count", () -> submit(run("\"threads\":1099511627776")), 422, "constraint-violation");
        cases.refused("B08", "a weight beyond float32", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"weights\":{\"bias\":[1e39,0,0]}}]}", "")), 422, "constraint-violation");
        cases.refused("B09", "no layers", () -> submit(runOf("{\"layers\":[]}", "")), 422, "invalid-model-spec");
        cases.refused("B09", "65 layers", () -> submit(runOf(layers(65, 4), "")), 422, "invalid-model-spec");
        cases.refused("B09", "an unknown activation", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"sine\"},{\"type\":\"dense\"}]}", "")), 422, "invalid-model-spec");
        cases.refused("B09", "an unknown loss", () -> submit(run("\"loss\":{\"type\":\"guess\"}")), 422, "invalid-model-spec");
        cases.refused("B10", "three layers of 2,147,483,647 units", () -> submit(runOf(layers(3, Integer.MAX_VALUE), "")), 422, "model-too-large");
        cases.refused("B10", "more parameters than allowed", () -> submit(runOf(layers(3, 16_000), "")), 422, "model-too-large");
        cases.refused("B11", "activations larger than the memory", () -> submit(wideRun()), 422, "memory-budget-exceeded");
        cases.refused("B13", "a batch larger than the training set", () -> submit(run("\"batchSize\":100000")), 422, "batch-exceeds-rows");
        cases.refused("B14", "softmax over one unit", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":1}]}", "\"loss\":{\"type\":\"crossEntropy\"}")), 422, "incompatible-loss");
        cases.refused("B14", "binary cross-entropy over three classes", () -> submit(run("\"loss\":{\"type\":\"binaryCrossEntropy\"}")), 422, "incompatible-loss");
        cases.refused("B05", "all problems come at once", () -> submit("{\"epochs\":0,\"batchSize\":\"x\",\"colour\":1}"), 422, "unknown-property")
                .at("/epochs", "/batchSize", "/colour", "/dataset", "/model");
    }

    /** What other tests hold, because it needs their setting. */
    private void heldElsewhere() {
        cases.held("B12", "a rate test or a minimization that would take too long", "worker.RateTestApiTest", "a_test_that_would_take_longer_than_seconds_is_refused");
        cases.held("B28", "a body that is not what its digest says", "endtoend.FairShareTest", "a_body_that_arrives_changed_is_not_stored");
        cases.held("B38", "the best checkpoint stays", "worker.WorkerTest", "a_diverging_run_fails_naming_epoch_and_batch");
        cases.held("B44", "the same body in flight", "support.web.IdempotencyTest", "while_the_first_is_answered_the_same_request_waits_its_turn_and_another_is_a_conflict");
        cases.held("B45", "a stale ETag", "endtoend.FairShareTest", "a_change_of_something_that_changed_meanwhile_is_refused");
        cases.held("B48", "control characters in a log line", "support.web.ProblemTest", "what_a_client_sends_cannot_start_a_log_line");
        cases.held("B48", "and in the audit log", "endtoend.FairShareTest", "every_change_and_every_refusal_is_in_the_audit_log_as_one_line");
    }

    private void badReferences() {
        for (var path : List.of("/datasets/" + deleted, "/datasets/" + deleted + "/rows", "/datasets/" + deleted + "/content", "/models/mdl_" + deleted.substring(3), "/runs/run_" + deleted.substring(3), "/runs/run_" + deleted.substring(3) + "/epochs")) {
            cases.refused("B15", path.replace(deleted.substring(3), "…"), () -> descent.get("/api/v1" + path), 404, "not-found");
        }
        cases.refused("B15", "a deleted dataset in a body", () -> submit("{\"dataset\":\"" + deleted + "\",\"target\":\"y\",\"model\":" + IRIS_MODEL + "}"), 422, "unknown-reference");
        cases.answered("B15", "is pointed at", () -> submit("{\"dataset\":\"" + deleted + "\",\"target\":\"y\",\"model\":" + IRIS_MODEL + "}"), 422, "\"/dataset\"");
        cases.refused("B15", "an unknown model in a body", () -> submit("{\"dataset\":\"" + iris + "\",\"target\":\"species\",\"model\":\"mdl_00000000000000000000000000\"}"), 422, "unknown-reference");
        for (var id : List.of("x", "run_", "..%2f..%2fetc%2fpasswd", "%00", "run_1;x=1", "run_%23", "%252e%252e", "r".repeat(3000), "run_%0d%0aSet-Cookie:x")) {
            cases.refused("B16", "the id " + (id.length() > 40 ? id.length() + " characters long" : id), () -> descent.get("/api/v1/runs/" + id), Set.of(400, 404), Set.of("invalid-id", "not-found"));
        }
    }

    private void badExchanges() {
        cases.refused("B17", "a spec as text", () -> descent.send(descent.request("/api/v1/runs").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x"))), 415, "unsupported-media-type");
        for (var type : List.of("text/*", "*/*", "nonsense/*", "application/*", "nonsense", "application/json; charset=klingon")) {
            cases.refused("B17", "a body of the type " + type, () -> descent.send(descent.request("/api/v1/runs").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))), 415, "unsupported-media-type");
        }
        cases.refused("B17", "a run as an image", () -> descent.get("/api/v1/runs/" + finished, "image/png"), 406, "not-acceptable");
        cases.refused("B18", "PUT on a list", () -> descent.put("/api/v1/runs", "{}"), 405, "method-not-allowed");
        cases.holds("B18", "the methods that are allowed are named", () -> assertThat(descent.put("/api/v1/runs", "{}").header("Allow")).contains("POST").contains("GET"));
    }

    private void badTargetsAndColumns() {
        cases.refused("B31", "a target that is no column", () -> submit("{\"dataset\":\"" + iris + "\",\"target\":\"colour\",\"model\":" + IRIS_MODEL + "}"), 422, "target-missing");
        cases.refused("B31", "a target without a value", () -> runOn("x,y\n1,\n2,\n3,\n4,\n", "\"target\":\"y\""), 422, "target-missing");
        cases.refused("B31", "a target of one class", () -> runOn("x,y\n1,a\n2,a\n3,a\n4,a\n", "\"target\":\"y\""), 422, "target-constant");
        cases.answered("B32", "a constant feature", () -> checkOn("x,c,y\n1,7,a\n2,7,b\n3,7,a\n4,7,b\n", "\"target\":\"y\",\"validation\":null"), 200, "constant-column");
        cases.answered("B33", "a feature that is the target", () -> checkOn("x,z,y\n1,5,5\n7,2,2\n3,9,9\n4,1,1\n2,6,6\n", "\"target\":\"y\",\"validation\":null"), 200, "possible-label-leak");
        cases.refused("B34", "a validation set without a row", () -> submit(run("\"validation\":{\"column\":\"split\",\"value\":\"nowhere\"}")), 422, "dataset-too-small");
        cases.refused("B34", "a training set without a row", () -> runOn("x,s,y\n1,t,a\n2,t,b\n", "\"target\":\"y\",\"features\":[\"x\"],\"validation\":{\"column\":\"s\",\"value\":\"t\"}"), 422, "dataset-too-small");
        cases.refused("B35", "a class for validation only", () -> runOn("x,s,y\n1,n,a\n2,n,b\n3,n,a\n4,t,c\n", "\"target\":\"y\",\"features\":[\"x\"],\"validation\":{\"column\":\"s\",\"value\":\"t\"}"), 422, "class-not-in-training");
        cases.refused("B36", "10,000 distinct names as a feature", () -> runOn(IntStream.range(0, 10_000).mapToObj(i -> "n" + i + "," + i % 7).collect(Collectors.joining("\n", "name,y\n", "\n")), "\"target\":\"y\""), 422, "cardinality-too-high");
        cases.holds("B38", "a run that diverges fails, naming epoch and batch", () -> {
            var dataset = descent.createDataset("diverging", List.of("x", "y"), List.of(List.of(1000, 1), List.of(2000, 5), List.of(-3000, 2)));
            var run = descent.submit("{\"dataset\":\"" + dataset + "\",\"target\":\"y\",\"model\":{\"layers\":[{\"type\":\"dense\"}]},\"preprocessing\":{\"numeric\":\"none\"},\"validation\":null,\"optimizer\":{\"type\":\"sgd\",\"learningRate\":100},\"epochs\":500,\"priority\":10}");
            descent.post("/api/v1/runs/" + oneInTheWay() + "/cancel", "{}").expect(202);
            var end = descent.awaitEnd(run, Duration.ofSeconds(60));
            assertThat(end.get("status").asString()).as(end.toString()).isEqualTo("FAILED");
            assertThat(end.get("failure").get("code").asString()).isEqualTo("DIVERGED");
            assertThat(end.get("failure").get("epoch").asInt()).isPositive();
            assertThat(end.get("failure").has("batch")).isTrue();
            descent.delete("/api/v1/runs/" + run).expect(204);
            descent.delete("/api/v1/datasets/" + dataset).expect(204);
        });
    }

    private void badPredictions() {
        var row = "{\"sepal_length_cm\":5.1,\"sepal_width_cm\":3.5,\"petal_length_cm\":1.4,\"petal_width_cm\":0.2,\"split\":\"train\"}";
        cases.refused("B39", "a missing column", () -> predict(finished, "{\"rows\":[" + row.replace("\"sepal_length_cm\":5.1,", "") + "]}"), 422, "feature-mismatch");
        cases.refused("B39", "a column too many", () -> predict(finished, "{\"rows\":[" + row.replace("}", ",\"colour\":1}") + "]}"), 422, "feature-mismatch");
        cases.refused("B39", "a csv file of the wrong width", () -> descent.send(descent.request("/api/v1/runs/" + finished + "/predictions").header("Content-Type", "text/csv").POST(BodyPublishers.ofString("sepal_length_cm\n5.1\n"))), 422, "feature-mismatch");
        cases.answered("B39", "columns in another order are read by name", () -> predict(finished, "{\"rows\":[{\"split\":\"train\",\"petal_width_cm\":0.2,\"petal_length_cm\":1.4,\"sepal_width_cm\":3.5,\"sepal_length_cm\":5.1}]}"), 200, "label");
        cases.holds("B40", "a category not seen in training", () -> {
            var answer = predict(finished, "{\"rows\":[" + row.replace("train", "never") + "]}");
            if (answer.status() == 200) assertThat(answer.text()).contains("unknown-category");
            else assertThat(answer.expect(422).json().get("code").asString()).isEqualTo("unknown-category");
        });
        cases.refused("B41", "10,001 rows", () -> predict(finished, "{\"rows\":[" + String.join(",", nCopies(10_001, row)) + "]}"), 413, "batch-too-large");
        cases.refused("B41", "more than 8 MiB", () -> predict(finished, "{\"rows\":[" + row.replace("train", "x".repeat(9 << 20)) + "]}"), Set.of(413), Set.of("batch-too-large", "payload-too-large"));
    }

    private void badMoments() {
        cases.refused("B42", "a prediction before the first checkpoint", () -> predict(queued, "{\"rows\":[{\"sepal_length_cm\":5.1}]}"), 409, "model-not-ready");
        cases.refused("B42", "deleting a dataset in use", () -> descent.delete("/api/v1/datasets/" + iris), 409, "in-use");
        cases.refused("B42", "cancelling a run that has ended", () -> descent.post("/api/v1/runs/" + finished + "/cancel", ""), 409, "already-terminal");
        cases.refused("B42", "deleting a run that has not ended", () -> descent.delete("/api/v1/runs/" + queued), Set.of(409), Set.of("illegal-state", "in-use"));
        cases.refused("B44", "a key used for another body", () -> descent.post("/api/v1/models", Map.of("name", "second of its key", "layers", List.of(Map.of("type", "dense"))), "Idempotency-Key", "bad-input"), 422, "idempotency-conflict");
        cases.holds("B44", "the same body again gets the stored answer", () -> {
            var again = descent.post("/api/v1/models", Map.of("name", "first of its key", "layers", List.of(Map.of("type", "dense"))), "Idempotency-Key", "bad-input").expect(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        });
    }

    private void badFormulas() {
        cases.refused("B47", "a formula over 4 KiB", () -> gradient("x+" + " ".repeat(4096) + "x"), 422, "expression-rejected").at("/formula").saying("position 4097");
        cases.refused("B47", "more than 1,000 operations", () -> gradient("x" + "+x".repeat(600)), 422, "expression-rejected").at("/formula").saying("position ");
        cases.refused("B47", "a hundred and one brackets", () -> gradient("(".repeat(101) + "x" + ")".repeat(101)), 422, "expression-rejected").at("/formula").saying("position ");
        cases.refused("B47", "what is no formula", () -> gradient("x * * y"), 422, "expression-rejected").at("/formula").saying("position 5");
        cases.refused("B47", "a formula in a network", () -> submit(runOf("{\"layers\":[{\"type\":\"formula\",\"formula\":\"x +\"},{\"type\":\"dense\"}]}", "")), Set.of(422), Set.of("expression-rejected", "invalid-model-spec"));
    }

    private void badRequestLines(CapturedOutput log) {
        cases.holds("B48", "headers of 9,000 characters", () -> assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431").contains("headers-too-large"));
        cases.holds("B48", "a path of 9,000 characters", () -> assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 414").contains("uri-too-long"));
        cases.holds("B48", "line breaks and colours in whatever may be logged", () -> {
            descent.delete("/api/v1/models/x%0d%0aforged%20line%1b%5b31m");
            descent.delete("/api/v1/models/x%20forged%20line%c2%85forged");
            descent.send(descent.request("/api/v1/runs?label=%0d%0aforged%20line%1b%5b31m").GET());
            submit(run("\"name\":\"a\\r\\nforged line\\u001b[31m\""));
            upload("x.csv", "a\u001b[31m,\"b\r\nforged line\"\n1,2\n").expect(422);
            raw("GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nUser-Agent: \u001b[31m\rforged line\r\nConnection: close\r\n\r\n");
            assertThat(log.getAll()).doesNotContain("\u001b[31m").doesNotContainPattern("(?m)^.?forged");
        });
    }

    private void badPages() {
        for (var query : List.of("limit=1000000", "limit=-1", "limit=0", "limit=many", "after=garbage!")) {
            for (var list : List.of("runs", "datasets", "models")) cases.refused("B43", list + "?" + query, () -> descent.get("/api/v1/" + list + "?" + query), 400, "invalid-pagination");
        }
        for (var bytes : List.of("%ff", "%ed%a0%80")) {
            cases.refused("B43", "a query that is not UTF-8: " + bytes, () -> descent.get("/api/v1/runs?label=" + bytes), 400, "invalid-parameter");
            cases.refused("B43", "an unknown parameter that is not UTF-8: " + bytes, () -> descent.get("/api/v1/datasets?" + bytes + "=1"), 400, "invalid-parameter");
        }
        cases.refused("B43", "sorting by an unknown field", () -> descent.get("/api/v1/runs?sort=-colour"), 400, "invalid-pagination");
        cases.refused("B43", "epochs after a word", () -> descent.get("/api/v1/runs/" + finished + "/epochs?after=x"), 400, "invalid-pagination");
    }

    /** Whatever is new stands first in its list. */
    private void nothingIsLeft() throws IOException {
        assertThat(newest()).isEqualTo(rowsBefore);
        Awaitility.await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(60)).until(BadInputTest::files, filesBefore::equals);
    }

    private List<String> newest() {
        return Stream.of("datasets", "models", "runs").map(list -> descent.get("/api/v1/" + list + "?limit=1").expect(200).json().at("/data/0/id").asString()).toList();
    }

    private Answer submit(String body) {
        return descent.post("/api/v1/runs", body);
    }

    private Answer predict(String run, String body) {
        return descent.post("/api/v1/runs/" + run + "/predictions", body);
    }

    private Answer gradient(String formula) {
        return descent.post("/api/v1/gradients", Map.of("formula", formula, "at", Map.of("x", 1)));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(descent.base()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Answer upload(String fileName, String content) {
        return descent.postMultipart("/api/v1/datasets", List.of(Part.file(fileName, content)));
    }

    private Answer chunked(String body) {
        return descent.send(descent.request("/api/v1/runs").header("Content-Type", "application/json").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes()))));
    }

    /** A run on iris with further fields; without any it would be accepted. */
    private String run(String fields) {
        return runOf(IRIS_MODEL, fields);
    }

    private String runOf(String model, String fields) {
        return "{\"dataset\":\"" + iris + "\",\"target\":\"species\",\"model\":" + model + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    /** Narrow and wide layers in turn: few parameters, but 20 wide activations for each row of the batch. */
    private String wideRun() {
        var pair = "{\"type\":\"dense\",\"units\":16000},{\"type\":\"dense\",\"units\":4}";
        return "{\"dataset\":\"" + iris + "\",\"target\":\"species\",\"model\":{\"layers\":[" + String.join(",", nCopies(30, pair)) + ",{\"type\":\"dense\"}]},\"batchSize\":110,\"validation\":null}";
    }

    /** Wide, so that its epochs are slow and it lasts for hours. */
    private String inTheWay(int priority) {
        return runOf("{\"layers\":[{\"type\":\"dense\",\"units\":2000,\"activation\":\"tanh\"},{\"type\":\"dense\"}]}",
                "\"epochs\":1000000,\"priority\":" + priority + ",\"labels\":{\"test\":\"in-the-way\"}");
    }

    private static String layers(int count, int units) {
        return "{\"layers\":[" + String.join(",", nCopies(count, "{\"type\":\"dense\",\"units\":" + units + "}")) + "]}";
    }

    /** Submits a run on a file that is stored for the moment. */
    private Answer runOn(String csv, String fields) {
        return on(csv, "/api/v1/runs", fields);
    }

    private Answer checkOn(String csv, String fields) {
        return on(csv, "/api/v1/runs?validateOnly=true", fields);
    }

    private Answer on(String csv, String path, String fields) {
        var dataset = upload("moment.csv", csv).expect(201).json().get("id").asString();
        var answer = descent.post(path, "{\"dataset\":\"" + dataset + "\",\"model\":{\"layers\":[{\"type\":\"dense\"}]}," + fields + "}");
        descent.delete("/api/v1/datasets/" + dataset).expect(204);
        return answer;
    }

    private String oneInTheWay() {
        return descent.get("/api/v1/runs?label=test:in-the-way&status=RUNNING").expect(200).json().get("data").get(0).get("id").asString();
    }

    private Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (var list : List.of("datasets", "models", "runs")) {
            int count = 0;
            for (var cursor = ""; cursor != null; ) {
                var page = descent.get("/api/v1/" + list + "?limit=500" + cursor).expect(200).json();
                count += page.get("data").size();
                cursor = page.get("nextCursor").isNull() ? null : "&after=" + page.get("nextCursor").asString();
            }
            counts.put(list, count);
        }
        return counts;
    }

    /** Whatever lies in the service's directories, but for the database itself. */
    private static Set<String> files() throws IOException {
        try (var files = Files.walk(HOME)) {
            return files.filter(Files::isRegularFile).map(HOME::relativize).map(Object::toString).filter(name -> !name.startsWith("data/db.")).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
