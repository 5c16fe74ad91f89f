package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** What a node of its own process writes to its standard output with the profile {@code json}. */
class JsonLogTest {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    /** In no other place than the dataset. */
    private static final List<String> SECRETS = List.of("987654.25", "zinnober");

    @TempDir
    Path directory;

    @Test
    void every_line_is_an_object_and_every_transition_one_line_that_holds_no_value_of_a_dataset() throws IOException, InterruptedException {
        var node = start();
        String succeeded;
        String failed;
        String cancelled;
        try (var descent = new DescentClient("http://127.0.0.1:" + port(node))) {
            descent.post("/api/v1/datasets", "{\"name\":\"secret\",\"columns\":[\"x\",\"y\",\"colour\"],\"rows\":[[987654.25,1,\"zinnober\"],[-987654.25,2,\"b\"],[1,3,\"zinnober\"],[2,4,\"b\"]]}").expect(201);
            descent.post("/api/v1/datasets", "{\"name\":\"secret\",\"columns\":[\"x\"],\"rows\":[[987654.25],[\"zinnober\"]]}").expect(409);
            descent.post("/api/v1/runs", request("zinnober", 1, 1e30)).expect(422);
            succeeded = descent.submit(request("secret", 2, 0.001));
            descent.awaitSuccess(succeeded);
            failed = descent.submit(request("secret", 1_000_000, 100));
            assertThat(descent.awaitEnd(failed, Duration.ofSeconds(60)).get("status").asString()).isEqualTo("FAILED");
            cancelled = descent.submit(request("secret", 1_000_000, 0.001));
            descent.await(cancelled, Duration.ofSeconds(60), run -> run.get("progress").get("epoch").asInt() > 0);
            descent.post("/api/v1/runs/" + cancelled + "/cancel", "").expect(202);
            descent.awaitEnd(cancelled, Duration.ofSeconds(60));
        } finally {
            node.destroy();
            assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }

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

    private static List<String> transitions(List<JsonNode> lines, String run) {
        return lines.stream().filter(line -> line.path("run").asString("").equals(run)).map(line -> line.get("attempt").asInt() + " " + line.get("status").asString() + " " + line.path("reason").asString("")).toList();
    }

    private static Object request(String dataset, int epochs, double learningRate) {
        return Map.of("dataset", dataset, "target", "y", "features", List.of("x", "colour"), "epochs", epochs, "validation", Map.of("fraction", 0.25), "optimizer", Map.of("type", "sgd", "learningRate", learningRate),
                "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 2), Map.of("type", "dense"))));
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(System.getProperty("descent.jvm.flags").split(" ")));
        command.addAll(List.of("dev.descent.DescentApplication", "--spring.profiles.active=json", "--server.port=0", "--descent.data-directory=" + directory.resolve("data"),
                "--server.tomcat.basedir=" + directory.resolve("work"), "--descent.worker.warm-up=false"));
        return new ProcessBuilder(command).redirectOutput(log().toFile()).redirectError(directory.resolve("errors").toFile()).start();
    }

    private String port(Process node) {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> {
            assertThat(node.isAlive()).isTrue();
            return PORT.matcher(Files.readString(log())).results().map((MatchResult found) -> found.group(1)).findFirst().orElse(null);
        }, found -> found != null);
    }

    private List<JsonNode> lines() {
        try (var lines = Files.lines(log())) {
            return lines.map(DescentClient.JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return directory.resolve("log");
    }
}
