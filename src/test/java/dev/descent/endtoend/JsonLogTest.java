package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** A node of its own process, with a heap of 256 MiB and the profile {@code json}: what it writes to its standard output, and what it does not try to hold. */
class JsonLogTest {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    /** In no other place than the dataset. */
    private static final List<String> SECRETS = List.of("987654.25", "zinnober");

    @TempDir
    static Path directory;
    private static Process node;
    private static DescentClient descent;

    @BeforeAll
    static void start() throws IOException {
        node = process();
        descent = new DescentClient("http://127.0.0.1:" + port());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        descent.close();
        node.destroy();
        assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }

    /** 4 TB as float32. The time is printed and not asserted: the machine may be busy. */
    @Test
    void a_network_of_a_million_million_parameters_is_refused_by_arithmetic() {
        descent.createDataset("few", List.of("x", "y"), List.of(List.of(1, 2), List.of(2, 3), List.of(3, 4)));
        var huge = "{\"dataset\":\"few\",\"target\":\"y\",\"validation\":null,\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":1000000},{\"type\":\"dense\",\"units\":1000000},{\"type\":\"dense\"}]}}";
        var before = descent.get("/api/v1/runs?limit=1").expect(200).json().get("data");
        var millis = IntStream.range(0, 200).mapToDouble(i -> {
            long start = System.nanoTime();
            var answer = descent.post("/api/v1/runs", huge);
            double taken = (System.nanoTime() - start) / 1e6;
            assertThat(answer.expect(422).json().get("code").asString()).isEqualTo("model-too-large");
            return taken;
        }).skip(100).sorted().toArray();
        System.out.printf("10^12 parameters with -Xmx256m: refused after %.1f ms (median), %.1f ms (99 %%)%n", millis[50], millis[98]);
        assertThat(descent.get("/api/v1/runs?limit=1").expect(200).json().get("data")).isEqualTo(before);
        assertThat(node.isAlive()).isTrue();
    }

    /** One quote that is never closed, and 200 MB behind it. */
    @Test
    void a_field_larger_than_the_heap_is_refused() {
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b\n1,2\n3,\"";
        var line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
        var parts = Stream.of(Stream.of(head.getBytes(StandardCharsets.UTF_8)), Stream.generate(() -> line).limit(200_000), Stream.of("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8)))
                .flatMap(part -> part).toList();
        var refused = send("/api/v1/datasets", parts).expect(422).json();
        assertThat(refused.get("code").asString()).isEqualTo("csv-field-too-long");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/file/line/3");
        assertThat(send("/api/v1/dataset-previews", parts).expect(200).json().at("/rejected/errors").valueStream().map(error -> error.get("code").asString())).contains("csv-field-too-long");
        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void every_line_is_an_object_and_every_transition_one_line_that_holds_no_value_of_a_dataset() {
        descent.post("/api/v1/datasets", "{\"name\":\"secret\",\"columns\":[\"x\",\"y\",\"colour\"],\"rows\":[[987654.25,1,\"zinnober\"],[-987654.25,2,\"b\"],[1,3,\"zinnober\"],[2,4,\"b\"]]}").expect(201);
        descent.post("/api/v1/datasets", "{\"name\":\"secret\",\"columns\":[\"x\"],\"rows\":[[987654.25],[\"zinnober\"]]}").expect(409);
        descent.post("/api/v1/runs", request("zinnober", 1, 1e30)).expect(422);
        var succeeded = descent.submit(request("secret", 2, 0.001));
        descent.awaitSuccess(succeeded);
        var failed = descent.submit(request("secret", 1_000_000, 100));
        assertThat(descent.awaitEnd(failed, Duration.ofSeconds(60)).get("status").asString()).isEqualTo("FAILED");
        var cancelled = descent.submit(request("secret", 1_000_000, 0.001));
        descent.await(cancelled, Duration.ofSeconds(60), run -> run.get("progress").get("epoch").asInt() > 0);
        descent.post("/api/v1/runs/" + cancelled + "/cancel", "").expect(202);
        descent.awaitEnd(cancelled, Duration.ofSeconds(60));
        Awaitility.await().until(() -> transitions(lines(), cancelled).size() == 4);

        var lines = lines();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.getNodeType()).isEqualTo(JsonNodeType.OBJECT);
            assertThat(line.properties()).extracting(Map.Entry::getKey).contains("@timestamp", "level", "logger_name", "message");
            assertThat(line.toString()).doesNotContain(SECRETS);
        });
        assertThat(transitions(lines, succeeded)).containsExactly("0 QUEUED ", "1 RUNNING ", "1 SUCCEEDED MAX_EPOCHS");
        assertThat(transitions(lines, failed)).containsExactly("0 QUEUED ", "1 RUNNING ", "1 FAILED DIVERGED");
        assertThat(transitions(lines, cancelled)).containsExactly("0 QUEUED ", "1 RUNNING ", "1 CANCELLING ", "1 CANCELLED ");
    }

    private static Answer send(String path, List<byte[]> parts) {
        return descent.send(descent.request(path).header("Content-Type", "multipart/form-data; boundary=b").POST(BodyPublishers.ofByteArrays(parts)));
    }

    private static List<String> transitions(List<JsonNode> lines, String run) {
        return lines.stream().filter(line -> line.path("run").asString("").equals(run)).map(line -> line.get("attempt").asInt() + " " + line.get("status").asString() + " " + line.path("reason").asString("")).toList();
    }

    private static Object request(String dataset, int epochs, double learningRate) {
        return Map.of("dataset", dataset, "target", "y", "features", List.of("x", "colour"), "epochs", epochs, "validation", Map.of("fraction", 0.25), "optimizer", Map.of("type", "sgd", "learningRate", learningRate),
                "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 2), Map.of("type", "dense"))));
    }

    private static Process process() throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(System.getProperty("descent.jvm.flags").split(" ")));
        command.addAll(List.of("dev.descent.DescentApplication", "--spring.profiles.active=json", "--server.port=0", "--descent.data-directory=" + directory.resolve("data"),
                "--server.tomcat.basedir=" + directory.resolve("work"), "--descent.worker.warm-up=false"));
        return new ProcessBuilder(command).redirectOutput(log().toFile()).redirectError(directory.resolve("errors").toFile()).start();
    }

    private static String port() {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
            assertThat(node.isAlive()).isTrue();
            return PORT.matcher(Files.readString(log())).results().map((MatchResult found) -> found.group(1)).findFirst().orElse(null);
        }, found -> found != null);
    }

    /** Those that are complete by now. */
    private static List<JsonNode> lines() {
        try {
            var written = Files.readString(log());
            return written.substring(0, written.lastIndexOf('\n') + 1).lines().map(DescentClient.JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log() {
        return directory.resolve("log");
    }
}
