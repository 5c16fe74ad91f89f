package dev.descent.endtoend;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.endtoend.DescentClient.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every bad input gets a clear answer and leaves nothing behind. The numbers of the rows are those of the bad-input matrix in the reliability design. */
class BadInputTest extends EndToEnd {

    private static final String IRIS_MODEL = "{\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"relu\"},{\"type\":\"dense\"}]}";

    private final List<DynamicTest> tests = new ArrayList<>();
    private String iris;
    private String finished;
    private String queued;
    private String deleted;

    /** A request, with the statuses and codes that answer it; one of each, but where the design leaves a choice. */
    private void refused(String row, String what, Supplier<Answer> request, int status, String code) {
        refused(row, what, request, Set.of(status), Set.of(code));
    }

    private void refused(String row, String what, Supplier<Answer> request, Set<Integer> statuses, Set<String> codes) {
        tests.add(DynamicTest.dynamicTest(row + " " + what, () -> {
            var answer = request.get();
            assertThat(answer.status()).as(answer.text()).isIn(statuses);
            assertThat(answer.header("Content-Type")).as(answer.text()).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().get("code").asString()).as(answer.text()).isIn(codes);
            assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + answer.json().get("code").asString());
            assertNothingLeaks(answer);
        }));
    }

    /** A request that is fine, but whose answer must contain something. */
    private void answered(String row, String what, Supplier<Answer> request, int status, String text) {
        tests.add(DynamicTest.dynamicTest(row + " " + what, () -> assertThat(request.get().expect(status).text()).contains(text)));
    }

    @TestFactory
    Stream<DynamicTest> bad_input() throws IOException {
        prepare();
        var rowsBefore = counts();
        var filesBefore = files();
        unreadableBodies();
        badSpecs();
        badReferences();
        badExchanges();
        badFiles();
        badTargetsAndColumns();
        badPredictions();
        badMoments();
        badPages();
        tests.add(DynamicTest.dynamicTest("no row is left behind", () -> assertThat(counts()).isEqualTo(rowsBefore)));
        tests.add(DynamicTest.dynamicTest("no file is left behind", () -> assertThat(files()).isEqualTo(filesBefore)));
        return tests.stream().onClose(this::tidy);
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
        descent.get("/api/v1/runs?label=test:in-the-way&limit=500").json().get("data").forEach(run -> descent.post("/api/v1/runs/" + run.get("id").asString() + "/cancel", "{}"));
        descent.awaitEnd(queued, Duration.ofSeconds(30));
    }

    private void unreadableBodies() {
        refused("B01", "a body that is no JSON", () -> submit("{\"dataset\":"), 400, "malformed-json");
        refused("B01", "garbage after the JSON", () -> submit(run("\"epochs\":1") + " and more"), 400, "malformed-json");
        refused("B01", "a byte order mark inside", () -> submit("{\"dataset\":\uFEFF\"x\"}"), 400, "malformed-json");
        refused("B02", "forty lists in one another", () -> descent.post("/api/v1/models", "{\"layers\":" + "[".repeat(40) + "]".repeat(40) + "}"), 400, "json-too-deep");
        refused("B03", "a spec of 300 KiB", () -> submit(run("\"name\":\"" + "x".repeat(300 << 10) + "\"")), 413, "payload-too-large");
        refused("B03", "a spec of 300 KiB of unstated length", () -> chunked(run("\"name\":\"" + "x".repeat(300 << 10) + "\"")), 413, "payload-too-large");
        refused("B04", "a key twice", () -> submit(run("\"epochs\":1,\"epochs\":2")), 400, "duplicate-key");
        refused("B06", "a number of 10,000 digits", () -> submit(run("\"epochs\":" + "9".repeat(10_000))), 400, "number-out-of-range");
        refused("B06", "1e999", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningRate\":1e999}")), 400, "number-out-of-range");
        for (var word : List.of("NaN", "Infinity", "-Infinity")) {
            refused("B06", word, () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningRate\":" + word + "}")), Set.of(400), Set.of("number-out-of-range", "malformed-json"));
        }
    }

    private void badSpecs() {
        refused("B05", "a misspelt hyper-parameter", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningrate\":0.1}")), 422, "unknown-property");
        answered("B05", "is told the nearest name", () -> submit(run("\"optimizer\":{\"type\":\"adam\",\"learningrate\":0.1}")), 422, "learningRate");
        for (var field : List.of("ownerId", "state", "token", "status", "attempt")) {
            refused("B05", field + " is the server's", () -> submit(run("\"" + field + "\":\"x\"")), 422, "unknown-property");
        }
        refused("B07", "text for an integer", () -> submit(run("\"epochs\":\"32\"")), 422, "invalid-type");
        refused("B07", "a fraction for an integer", () -> submit(run("\"epochs\":32.5")), 422, "invalid-type");
        for (var field : List.of("\"epochs\":0", "\"epochs\":-1", "\"batchSize\":0", "\"batchSize\":-5", "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0}",
                "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":-0.1}", "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":100.5}")) {
            refused("B08", field, () -> submit(run(field)), 422, "constraint-violation");
        }
        for (int units : List.of(0, -3)) {
            refused("B08", units + " units", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":" + units + "},{\"type\":\"dense\"}]}", "")), 422, "constraint-violation");
        }
        refused("B08", "more threads than an int can count", () -> submit(run("\"threads\":1099511627776")), 422, "constraint-violation");
        refused("B08", "a weight beyond float32", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"weights\":{\"bias\":[1e39,0,0]}}]}", "")), 422, "constraint-violation");
        refused("B09", "no layers", () -> submit(runOf("{\"layers\":[]}", "")), 422, "invalid-model-spec");
        refused("B09", "65 layers", () -> submit(runOf(layers(65, 4), "")), 422, "invalid-model-spec");
        refused("B09", "an unknown activation", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"sine\"},{\"type\":\"dense\"}]}", "")), 422, "invalid-model-spec");
        refused("B09", "an unknown loss", () -> submit(run("\"loss\":{\"type\":\"guess\"}")), 422, "invalid-model-spec");
        refused("B10", "three layers of 2,147,483,647 units", () -> submit(runOf(layers(3, Integer.MAX_VALUE), "")), 422, "model-too-large");
        refused("B10", "more parameters than allowed", () -> submit(runOf(layers(3, 16_000), "")), 422, "model-too-large");
        refused("B11", "activations larger than the memory", () -> submit(wideRun()), 422, "memory-budget-exceeded");
        refused("B13", "a batch larger than the training set", () -> submit(run("\"batchSize\":100000")), 422, "batch-exceeds-rows");
        refused("B14", "softmax over one unit", () -> submit(runOf("{\"layers\":[{\"type\":\"dense\",\"units\":1}]}", "\"loss\":{\"type\":\"crossEntropy\"}")), 422, "incompatible-loss");
        refused("B14", "binary cross-entropy over three classes", () -> submit(run("\"loss\":{\"type\":\"binaryCrossEntropy\"}")), 422, "incompatible-loss");
        answered("B05-B08", "all problems come at once", () -> submit("{\"epochs\":0,\"batchSize\":\"x\",\"colour\":1}"), 422, "/batchSize");
        answered("B05-B08", "each with its pointer", () -> submit("{\"epochs\":0,\"batchSize\":\"x\",\"colour\":1}"), 422, "/colour");
    }

    private void badReferences() {
        for (var path : List.of("/datasets/" + deleted, "/datasets/" + deleted + "/rows", "/datasets/" + deleted + "/content", "/models/mdl_" + deleted.substring(3), "/runs/run_" + deleted.substring(3), "/runs/run_" + deleted.substring(3) + "/epochs")) {
            refused("B15", path.replace(deleted.substring(3), "…"), () -> descent.get("/api/v1" + path), 404, "not-found");
        }
        refused("B15", "a deleted dataset in a body", () -> submit("{\"dataset\":\"" + deleted + "\",\"target\":\"y\",\"model\":" + IRIS_MODEL + "}"), 422, "unknown-reference");
        answered("B15", "is pointed at", () -> submit("{\"dataset\":\"" + deleted + "\",\"target\":\"y\",\"model\":" + IRIS_MODEL + "}"), 422, "\"/dataset\"");
        refused("B15", "an unknown model in a body", () -> submit("{\"dataset\":\"" + iris + "\",\"target\":\"species\",\"model\":\"mdl_00000000000000000000000000\"}"), 422, "unknown-reference");
        for (var id : List.of("x", "run_", "..%2f..%2fetc%2fpasswd", "%00", "run_1;x=1", "run_%23", "%252e%252e", "r".repeat(3000), "run_%0d%0aSet-Cookie:x")) {
            refused("B16", "the id " + (id.length() > 40 ? id.length() + " characters long" : id), () -> descent.get("/api/v1/runs/" + id), Set.of(400, 404), Set.of("invalid-id", "not-found"));
        }
    }

    private void badExchanges() {
        refused("B17", "a spec as text", () -> descent.send(descent.request("/api/v1/runs").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x"))), 415, "unsupported-media-type");
        refused("B17", "a run as an image", () -> descent.get("/api/v1/runs/" + finished, "image/png"), 406, "not-acceptable");
        refused("B18", "PUT on a list", () -> descent.put("/api/v1/runs", "{}"), 405, "method-not-allowed");
        tests.add(DynamicTest.dynamicTest("B18 the methods that are allowed are named", () -> assertThat(descent.put("/api/v1/runs", "{}").header("Allow")).contains("POST").contains("GET")));
    }

    private void badFiles() {
        refused("B19", "an empty file", () -> upload("a.csv", ""), 422, "dataset-empty");
        refused("B19", "a header alone", () -> upload("a.csv", "a,b\n"), 422, "dataset-empty");
        refused("B20", "a row that is too short", () -> upload("a.csv", "a,b,c\n1,2,3\n4,5\n"), 422, "csv-ragged-row");
        answered("B20", "is told by its line", () -> upload("a.csv", "a,b,c\n1,2,3\n4,5\n"), 422, "line 3");
        refused("B26", "eleven parts", () -> descent.postMultipart("/api/v1/datasets", IntStream.range(0, 11).mapToObj(i -> Part.file("a.csv", "a\n1\n")).toList()), 400, "invalid-multipart");
        refused("B26", "no file among the parts", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.field("name", "x"))), 400, "invalid-multipart");
        refused("B26", "a path for a file name", () -> upload("../../x.csv", "a,b\n1,2\n"), 400, "invalid-multipart");
        refused("B26", "the name of a device", () -> upload("con", "a,b\n1,2\n"), 400, "invalid-multipart");
        refused("B26", "a file name of 4 KiB", () -> upload("x".repeat(4096) + ".csv", "a,b\n1,2\n"), 400, "invalid-multipart");
        refused("B26", "a line break in a file name", () -> upload("x\r\nSet-Cookie: a=b.csv", "a,b\n1,2\n"), 400, "invalid-multipart");
        refused("B29", "a column name twice", () -> upload("a.csv", "a,a\n1,2\n"), 422, "invalid-header");
        refused("B29", "column names that differ in case only", () -> upload("a.csv", "a,A\n1,2\n"), 422, "invalid-header");
        refused("B29", "an empty column name", () -> upload("a.csv", "a,\n1,2\n"), 422, "invalid-header");
        refused("B29", "a column name of 10 KiB", () -> upload("a.csv", "a," + "b".repeat(10 << 10) + "\n1,2\n"), 422, "invalid-header");
        refused("B29", "a column name twice, inline", () -> descent.post("/api/v1/datasets", "{\"columns\":[\"a\",\"a\"],\"rows\":[[1,2]]}"), 422, "invalid-header");
        for (var cell : List.of("inf", "-Infinity", "1e999")) {
            refused("B37", cell + " in a numeric column", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.file("a.csv", "a,b\n1,2\n" + cell + ",3\n"), Part.field("options", "{\"types\":{\"a\":\"numeric\"}}"))), 422, "non-finite-value");
        }
        refused("B37", "two decimal marks in a numeric column", () -> descent.postMultipart("/api/v1/datasets", List.of(Part.file("a.csv", "a;b\n1,5;2\n1.5;3\n"), Part.field("options", "{\"delimiter\":\";\",\"types\":{\"a\":\"numeric\"}}"))), Set.of(422), Set.of("invalid-cell", "non-finite-value"));
    }

    private void badTargetsAndColumns() {
        refused("B31", "a target that is no column", () -> submit("{\"dataset\":\"" + iris + "\",\"target\":\"colour\",\"model\":" + IRIS_MODEL + "}"), 422, "target-missing");
        refused("B31", "a target without a value", () -> runOn("x,y\n1,\n2,\n3,\n4,\n", "\"target\":\"y\""), 422, "target-missing");
        refused("B31", "a target of one class", () -> runOn("x,y\n1,a\n2,a\n3,a\n4,a\n", "\"target\":\"y\""), 422, "target-constant");
        answered("B32", "a constant feature", () -> checkOn("x,c,y\n1,7,a\n2,7,b\n3,7,a\n4,7,b\n", "\"target\":\"y\",\"validation\":null"), 200, "constant-column");
        answered("B33", "a feature that is the target", () -> checkOn("x,z,y\n1,5,5\n7,2,2\n3,9,9\n4,1,1\n2,6,6\n", "\"target\":\"y\",\"validation\":null"), 200, "possible-label-leak");
        refused("B34", "a validation set without a row", () -> submit(run("\"validation\":{\"column\":\"split\",\"value\":\"nowhere\"}")), 422, "dataset-too-small");
        refused("B34", "a training set without a row", () -> runOn("x,s,y\n1,t,a\n2,t,b\n", "\"target\":\"y\",\"features\":[\"x\"],\"validation\":{\"column\":\"s\",\"value\":\"t\"}"), 422, "dataset-too-small");
        refused("B35", "a class for validation only", () -> runOn("x,s,y\n1,n,a\n2,n,b\n3,n,a\n4,t,c\n", "\"target\":\"y\",\"features\":[\"x\"],\"validation\":{\"column\":\"s\",\"value\":\"t\"}"), 422, "class-not-in-training");
        refused("B36", "10,000 distinct names as a feature", () -> runOn(IntStream.range(0, 10_000).mapToObj(i -> "n" + i + "," + i % 7).collect(Collectors.joining("\n", "name,y\n", "\n")), "\"target\":\"y\""), 422, "cardinality-too-high");
        tests.add(DynamicTest.dynamicTest("B38 a run that diverges fails, naming epoch and batch", () -> {
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
        }));
    }

    private void badPredictions() {
        var row = "{\"sepal_length_cm\":5.1,\"sepal_width_cm\":3.5,\"petal_length_cm\":1.4,\"petal_width_cm\":0.2,\"split\":\"train\"}";
        refused("B39", "a missing column", () -> predict(finished, "{\"rows\":[" + row.replace("\"sepal_length_cm\":5.1,", "") + "]}"), 422, "feature-mismatch");
        refused("B39", "a column too many", () -> predict(finished, "{\"rows\":[" + row.replace("}", ",\"colour\":1}") + "]}"), 422, "feature-mismatch");
        refused("B39", "a csv file of the wrong width", () -> descent.send(descent.request("/api/v1/runs/" + finished + "/predictions").header("Content-Type", "text/csv").POST(BodyPublishers.ofString("sepal_length_cm\n5.1\n"))), 422, "feature-mismatch");
        answered("B39", "columns in another order are read by name", () -> predict(finished, "{\"rows\":[{\"split\":\"train\",\"petal_width_cm\":0.2,\"petal_length_cm\":1.4,\"sepal_width_cm\":3.5,\"sepal_length_cm\":5.1}]}"), 200, "label");
        tests.add(DynamicTest.dynamicTest("B40 a category not seen in training", () -> {
            var answer = predict(finished, "{\"rows\":[" + row.replace("train", "never") + "]}");
            if (answer.status() == 200) assertThat(answer.text()).contains("unknown-category");
            else assertThat(answer.expect(422).json().get("code").asString()).isEqualTo("unknown-category");
        }));
        refused("B41", "10,001 rows", () -> predict(finished, "{\"rows\":[" + String.join(",", nCopies(10_001, row)) + "]}"), 413, "batch-too-large");
        refused("B41", "more than 8 MiB", () -> predict(finished, "{\"rows\":[" + row.replace("train", "x".repeat(9 << 20)) + "]}"), Set.of(413), Set.of("batch-too-large", "payload-too-large"));
    }

    private void badMoments() {
        refused("B42", "a prediction before the first checkpoint", () -> predict(queued, "{\"rows\":[{\"sepal_length_cm\":5.1}]}"), 409, "model-not-ready");
        refused("B42", "deleting a dataset in use", () -> descent.delete("/api/v1/datasets/" + iris), 409, "in-use");
        refused("B42", "cancelling a run that has ended", () -> descent.post("/api/v1/runs/" + finished + "/cancel", ""), 409, "already-terminal");
        refused("B42", "deleting a run that has not ended", () -> descent.delete("/api/v1/runs/" + queued), Set.of(409), Set.of("illegal-state", "in-use"));
        refused("B44", "a key used for another body", () -> descent.post("/api/v1/models", Map.of("name", "second of its key", "layers", List.of(Map.of("type", "dense"))), "Idempotency-Key", "bad-input"), 422, "idempotency-conflict");
        tests.add(DynamicTest.dynamicTest("B44 the same body again gets the stored answer", () -> {
            var again = descent.post("/api/v1/models", Map.of("name", "first of its key", "layers", List.of(Map.of("type", "dense"))), "Idempotency-Key", "bad-input").expect(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }));
    }

    private void badPages() {
        for (var query : List.of("limit=1000000", "limit=-1", "limit=0", "limit=many", "after=garbage!")) {
            for (var list : List.of("runs", "datasets", "models")) refused("B43", list + "?" + query, () -> descent.get("/api/v1/" + list + "?" + query), 400, "invalid-pagination");
        }
        for (var bytes : List.of("%ff", "%ed%a0%80")) {
            refused("B43", "a query that is not UTF-8: " + bytes, () -> descent.get("/api/v1/runs?label=" + bytes), 400, "invalid-parameter");
            refused("B43", "an unknown parameter that is not UTF-8: " + bytes, () -> descent.get("/api/v1/datasets?" + bytes + "=1"), 400, "invalid-parameter");
        }
        refused("B43", "sorting by an unknown field", () -> descent.get("/api/v1/runs?sort=-colour"), 400, "invalid-pagination");
        refused("B43", "epochs after a word", () -> descent.get("/api/v1/runs/" + finished + "/epochs?after=x"), 400, "invalid-pagination");
    }

    private static void assertNothingLeaks(Answer answer) {
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("dev.descent").doesNotContain("org.springframework").doesNotContain(".java").doesNotContain(HOME.toString());
    }

    private Answer submit(String body) {
        return descent.post("/api/v1/runs", body);
    }

    private Answer predict(String run, String body) {
        return descent.post("/api/v1/runs/" + run + "/predictions", body);
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
