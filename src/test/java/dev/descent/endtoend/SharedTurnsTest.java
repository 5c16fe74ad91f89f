package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes with a slot each, on one PostgreSQL. */
class SharedTurnsTest {

    private static final String RUN = "{\"dataset\":\"turns\",\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":8,\"activation\":\"tanh\"},{\"type\":\"dense\"}]},"
            + "\"target\":\"label\",\"epochs\":%d,\"seed\":5}";

    @Test
    void one_run_of_all_nodes_gives_way_to_one_that_waits() {
        var database = PostgresServer.arguments("turns");
        var fast = List.of("--descent.worker.time-slice=300ms", "--db-scheduler.polling-interval=200ms", "--descent.worker.warm-up=false").toArray(String[]::new);
        try (var first = Node.start(database, fast); var second = Node.start(database, fast)) {
            var service = first.client();
            service.post("/api/v1/datasets", "{\"name\":\"turns\",\"generator\":{\"type\":\"moons\",\"rows\":500,\"noise\":0.1,\"seed\":3}}").expect(201);
            var runs = List.of(service.submit(RUN.formatted(10_000_000)), service.submit(RUN.formatted(10_000_000)));
            runs.forEach(run -> service.await(run, Duration.ofSeconds(30), view -> view.get("progress").path("epoch").asInt(0) > 0));
            var waiting = service.submit(RUN.formatted(2));
            assertThat(second.client().awaitEnd(waiting, Duration.ofSeconds(20)).get("status").asString()).isEqualTo("SUCCEEDED");
            runs.forEach(run -> service.await(run, Duration.ofSeconds(30), view -> view.get("status").asString().equals("RUNNING")));
            assertThat(runs.stream().mapToInt(run -> service.run(run).get("attempt").asInt()).sum()).as("attempts of both, one of which gave way").isEqualTo(4);
            runs.forEach(run -> service.post("/api/v1/runs/" + run + "/cancel", "").expect(202));
            runs.forEach(run -> assertThat(service.awaitEnd(run, Duration.ofSeconds(10)).get("status").asString()).isEqualTo("CANCELLED"));
        }
    }
}
