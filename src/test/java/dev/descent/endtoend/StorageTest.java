package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does whose disk is nearly full. A limit of more than all there is makes any disk one. */
class StorageTest {

    /** No disk has so much room. */
    private static final String PLENTY = "--descent.storage.plenty-bytes=1000000TB";

    @TempDir
    Path directory;

    @Test
    void uploads_and_new_runs_are_refused_while_there_is_little_room_and_everything_else_goes_on() {
        try (var node = start()) {
            node.client().post("/api/v1/datasets", moons()).expect(201);
        }
        try (var node = start("--descent.storage.low-percent=101", PLENTY)) {
            for (var answer : List.of(node.client().post("/api/v1/datasets", moons()), node.client().post("/api/v1/runs", run()))) {
                assertThat(answer.expect(503).json().get("code").asString()).isEqualTo("storage-exhausted");
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            node.client().get("/api/v1/datasets/moons").expect(200);
            node.client().get("/actuator/health/readiness").expect(200);
            node.client().delete("/api/v1/datasets/moons").expect(204);
        }
    }

    @Test
    void a_small_part_of_a_large_disk_is_room_enough() {
        try (var node = start("--descent.storage.low-percent=101", "--descent.storage.critical-percent=101", "--descent.storage.plenty-bytes=1B")) {
            node.client().post("/api/v1/datasets", moons()).expect(201);
            node.client().get("/actuator/health/readiness").expect(200);
        }
    }

    @Test
    void a_service_with_hardly_any_room_is_not_ready_but_lives() {
        try (var node = start("--descent.storage.critical-percent=101", PLENTY)) {
            node.client().get("/actuator/health/readiness").expect(503);
            node.client().get("/actuator/health/liveness").expect(200);
        }
    }

    private Node start(String... more) {
        return Node.start(List.of("--descent.data-directory=" + directory.resolve("data"), "--descent.worker.warm-up=false"), more);
    }

    private static Map<String, Object> moons() {
        return Map.of("name", "moons", "generator", Map.of("type", "moons", "rows", 20, "noise", 0.1, "seed", 1));
    }

    private static Map<String, Object> run() {
        return Map.of("dataset", "moons", "target", "label", "epochs", 1, "model", Map.of("layers", List.of(Map.of("type", "dense"))));
    }
}
