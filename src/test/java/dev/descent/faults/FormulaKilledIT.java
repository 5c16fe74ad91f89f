package dev.descent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a node while it trains a formula. */
class FormulaKilledIT {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String WAVE = """
            {"name":"wave","generator":{"type":"sine","rows":8000,"noise":0.1,"seed":7}}""";
    private static final String FIT = """
            {"dataset":"wave","target":"y","epochs":2000,"batchSize":8,"optimizer":{"type":"adam","learningRate":0.0001},"checkpoint":{"everySeconds":0.3},
             "model":{"formula":"a*sin(w*x1 + p) + b","parameters":{"a":0.5,"w":1.5,"p":0.3,"b":0.1}}}""";

    @TempDir
    private Path directory;

    @Test
    void a_formula_whose_node_is_killed_ends_with_the_bits_of_an_undisturbed_one() throws Exception {
        try (var history = new History(directory.resolve("history.jsonl"));
                var node = new ServiceProcess("node", directory, List.of("--descent.data-directory=" + directory.resolve("data"))).start();
                var client = new Client("user", node.base(), history)) {
            client.createDataset(WAVE);
            var killed = client.submit(FIT);
            Waiting.until("it has a checkpoint", DEADLINE, () -> !client.get("/api/v1/runs/" + killed + "/checkpoints").json().isEmpty());
            assertThat(client.run(killed).get("status").asString()).isEqualTo("RUNNING");
            node.kill();
            node.start();
            var undisturbed = client.submit(FIT);
            client.awaitEnd(killed, DEADLINE);
            client.awaitEnd(undisturbed, DEADLINE);
            assertThat(client.run(killed).get("attempt").asInt()).isGreaterThan(1);
            assertThat(client.run(killed).get("weightsDigest").asString()).startsWith("sha256:").isEqualTo(client.run(undisturbed).get("weightsDigest").asString());
        }
    }
}
