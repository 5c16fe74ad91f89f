package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {

    @Test
    void runs_that_do_not_fit_together_are_trained_one_after_the_other(@TempDir Path directory) {
        try (var service = Service.on(directory, "--descent.worker.slots=2", "--descent.worker.memory=1B", "--descent.worker.time-slice=0")) {
            service.post(201, "/datasets", Service.MOONS);
            var first = service.post(202, "/runs", Service.run("moons", "label", 2000)).get("id").asString();
            var second = service.post(202, "/runs", Service.run("moons", "label", 2)).get("id").asString();
            var ended = Instant.parse(service.rested(first).get("finishedAt").asString());
            assertThat(Instant.parse(service.rested(second).get("startedAt").asString())).isAfterOrEqualTo(ended);
        }
    }
}
