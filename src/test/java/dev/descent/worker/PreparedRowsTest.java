package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedRowsTest {

    private static final int ROWS = 100_000;
    /** 64 bytes of features and 64 of the target for each training row; the others are few and stay on the heap. */
    private static final double ON_DISK = 2.0 * 64 * ROWS * 4 / 5;
    private static final String LARGE = """
            {"name":"large","generator":{"type":"moons","rows":%d,"noise":0.1,"seed":7}}""".formatted(ROWS);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void a_run_with_the_rows_of_another_one_finds_them_and_comes_to_the_same_weights(@TempDir Path directory) {
        String first;
        try (var service = Service.on(directory.resolve("none"), "--descent.worker.prepared-rows=0")) {
            service.post(201, "/datasets", LARGE);
            first = digest(service, run("standardize", 1));
        }
        try (var service = Service.with(meters, directory.resolve("kept"))) {
            service.post(201, "/datasets", LARGE);
            assertThat(digest(service, run("standardize", 1))).isEqualTo(first);
            assertThat(meters.get("descent.rows.kept").gauge().value()).isEqualTo(ON_DISK);
            assertThat(digest(service, run("standardize", 1))).isEqualTo(first);
            assertThat(meters.get("descent.rows.reused").functionCounter().count()).isOne();
            service.delete("/datasets/large");
            assertThat(meters.get("descent.rows.kept").gauge().value()).isZero();
        }
    }

    @Test
    void a_run_that_reads_them_otherwise_makes_its_own(@TempDir Path directory) {
        try (var service = Service.with(meters, directory, "--descent.worker.slots=1")) {
            service.post(201, "/datasets", LARGE);
            var digests = List.of(digest(service, run("standardize", 1)), digest(service, run("minMax", 1)), digest(service, run("standardize", 2)));
            assertThat(digests).doesNotHaveDuplicates();
            assertThat(meters.get("descent.rows.reused").functionCounter().count()).isZero();
            assertThat(digest(service, run("minMax", 1))).isEqualTo(digests.get(1));
            assertThat(meters.get("descent.rows.reused").functionCounter().count()).isOne();
        }
    }

    private static String digest(Service service, String run) {
        var ended = service.rested(service.post(202, "/runs", run).get("id").asString());
        assertThat(ended.get("status").asString()).isEqualTo("SUCCEEDED");
        return ended.get("weightsDigest").asString();
    }

    private static String run(String scaling, int seed) {
        return """
                {"dataset":"large","target":"label","epochs":1,"batchSize":1000,"seed":%d,"preprocessing":{"numeric":"%s"},
                 "model":{"layers":[{"type":"dense","units":4,"activation":"relu"},{"type":"dense"}]}}""".formatted(seed, scaling);
    }
}
