package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds for a service that is stopped in the middle of a run and started again on the same data, however it is started. */
interface SurvivesRestart {

    /** A service on data that outlives it. Closing it is an orderly stop. */
    interface Service extends AutoCloseable {

        DescentClient client();

        @Override
        void close();
    }

    Service start();

    @Test
    default void a_run_interrupted_by_a_restart_ends_with_the_weights_of_an_undisturbed_one() {
        String interrupted;
        int seen;
        try (var service = start(); var descent = service.client()) {
            interrupted = descent.submit(longRun(descent.upload("digits", EndToEnd.DATASETS.resolve("digits.csv")), "interrupted"));
            seen = epochOf(descent.await(interrupted, Duration.ofSeconds(60), run -> epochOf(run) >= 3));
        }
        try (var service = start(); var descent = service.client()) {
            var resumed = descent.awaitSuccess(interrupted);
            var undisturbed = descent.awaitSuccess(descent.submit(longRun("digits", "undisturbed")));

            assertThat(resumed.get("attempt").asInt()).as("interrupted at epoch %d: %s", seen, resumed).isGreaterThan(undisturbed.get("attempt").asInt());
            assertThat(resumed.get("weightsDigest").asString()).startsWith("sha256:").isEqualTo(undisturbed.get("weightsDigest").asString());
            assertThat(lossesOf(descent, interrupted)).hasSizeGreaterThan(seen).isEqualTo(lossesOf(descent, undisturbed.get("id").asString()));
            assertThatEventsAreGapless(descent, interrupted);
        }
    }

    @Test
    default void a_sweep_interrupted_by_a_restart_comes_to_what_an_undisturbed_one_does() {
        String interrupted;
        try (var service = start(); var descent = service.client()) {
            descent.upload("swept digits", EndToEnd.DATASETS.resolve("digits.csv"));
            interrupted = Sweeping.create(descent, "interrupted");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Sweeping.stopped(descent, interrupted) > 0);
        }
        try (var service = start(); var descent = service.client()) {
            var disturbed = Sweeping.awaitEnd(descent, interrupted);
            assertThat(disturbed.get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(Sweeping.board(descent, disturbed)).isEqualTo(Sweeping.board(descent, Sweeping.awaitEnd(descent, Sweeping.create(descent, "undisturbed"))));
        }
    }

    /** Datasets are referred to by name, and the run is long enough to be caught in the middle. */
    private static Map<String, Object> longRun(String dataset, String name) {
        return Map.of("name", name, "dataset", dataset, "target", "digit", "task", "classification",
                "model", Map.of("layers",
                        List.of(Map.of("type", "dense", "units", 64, "activation", "relu"), Map.of("type", "batchNorm"), Map.of("type", "dropout", "rate", 0.2), Map.of("type", "dense"))),
                "optimizer", Map.of("type", "adam"), "epochs", 300, "seed", 11, "validation", Map.of("column", "split", "value", "test"));
    }

    private static int epochOf(JsonNode run) {
        return run.path("progress").path("epoch").asInt(0);
    }

    private static List<String> lossesOf(DescentClient descent, String run) {
        return descent.epochs(run).stream().map(epoch -> epoch.get("epoch") + ": " + epoch.get("trainLoss") + " " + epoch.get("valLoss") + " " + epoch.get("gradientNorm")).toList();
    }

    private static void assertThatEventsAreGapless(DescentClient descent, String run) {
        var seqs = descent.get("/api/v1/runs/" + run + "/events?limit=500").expect(200).json().get("data").valueStream().map(event -> event.get("seq").asInt()).toList();
        assertThat(seqs).isNotEmpty().isEqualTo(IntStream.rangeClosed(1, seqs.size()).boxed().toList());
    }
}
