package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many small trainings at once. For comparison: H2O-3 finishes 3.8 such jobs a second on a machine with two cores, one alone in 0.7 s. */
class ManyRunsTest extends EndToEnd {

    private static final int RUNS = 200;

    @Test
    void two_hundred_tiny_runs_submitted_at_once_all_succeed() {
        var dataset = descent.upload("many runs", DATASETS.resolve("iris.csv"));
        var started = System.nanoTime();
        var ids = new ArrayList<>(IntStream.range(0, RUNS).parallel().mapToObj(seed -> descent.submit(Map.of(
                "dataset", dataset, "target", "species", "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 8, "activation", "relu"), Map.of("type", "dense"))),
                "epochs", 10, "seed", seed, "labels", Map.of("test", "many-runs")))).toList());
        var submitted = System.nanoTime();

        assertThat(ids).doesNotHaveDuplicates();
        for (var id : ids) assertThat(descent.awaitEnd(id, Duration.ofMinutes(3)).get("status").asString()).isEqualTo("SUCCEEDED");

        System.out.printf("%d runs submitted in %.2f s, finished in %.2f s: %.1f runs/s%n", RUNS, seconds(submitted - started), seconds(System.nanoTime() - started), RUNS / seconds(System.nanoTime() - started));
        assertThat(descent.get("/api/v1/runs?label=test:many-runs&status=SUCCEEDED&limit=500").expect(200).json().get("data").size()).isEqualTo(RUNS);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
