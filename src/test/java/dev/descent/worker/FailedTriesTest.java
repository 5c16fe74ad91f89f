package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.DescentApplication;
import dev.descent.run.Failpoint;
import dev.descent.run.Failpoint.Place;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database fails while a checkpoint of several chunks is written, at each line once or twice. */
class FailedTriesTest {

    /** 262144 weights of the second layer, each with two moments: three megabytes. */
    private static final String LARGE = """
            {"dataset":"line","target":"y","epochs":2,"model":{"layers":[{"type":"dense","units":512,"activation":"relu"},
             {"type":"dense","units":512,"activation":"relu"},{"type":"dense"}]},"optimizer":{"type":"adam"}}""";

    @TempDir
    Path directory;

    private static final class Flapping implements Failpoint {

        private final Map<Place, Integer> left = new EnumMap<>(Map.of(Place.BETWEEN_CHUNKS, 2, Place.BEFORE_ENDING, 1, Place.BEFORE_COMMIT, 1));

        @Override
        public synchronized void reached(Place place, String run) {
            int failures = left.getOrDefault(place, 0);
            if (failures > 0) {
                left.put(place, failures - 1);
                throw new TransientDataAccessResourceException("thrown by this test");
            }
        }
    }

    @Test
    void leave_nothing_behind_and_the_checkpoint_is_told_once() {
        var flapping = new Flapping();
        var application = new SpringApplication(DescentApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) context ->
                context.registerBean("flapping", Failpoint.class, () -> flapping, definition -> definition.setPrimary(true)));
        try (var service = Service.of(application, directory, "--descent.worker.slots=1")) {
            service.post(201, "/datasets", Service.LINE);
            var run = service.rested(service.post(202, "/runs", LARGE).get("id").asString());
            assertThat(flapping.left.values()).containsOnly(0);
            assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
            assertThat(run.get("attempt").asInt()).isEqualTo(1);
            var rows = service.bean(JdbcTemplate.class);
            assertThat(count(rows, "run_checkpoint_chunk where checkpoint_id not in (select id from run_checkpoint)")).isZero();
            assertThat(count(rows, "run_event where type = 'checkpoint'")).isEqualTo(count(rows, "run_checkpoint"));
        }
    }

    private static long count(JdbcTemplate rows, String what) {
        return rows.queryForObject("select count(*) from " + what, Long.class);
    }
}
