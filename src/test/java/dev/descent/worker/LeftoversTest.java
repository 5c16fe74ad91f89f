package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.run.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class LeftoversTest {

    @TempDir
    Path directory;

    @Test
    void a_deleted_run_is_gone_at_once_and_its_records_soon_after_and_those_of_others_stay() {
        try (var service = Service.on(directory, "--descent.worker.slots=1")) {
            service.post(201, "/datasets", Service.LINE);
            var gone = service.post(202, "/runs", Service.run("line", "y", 9_000)).get("id").asString();
            var kept = service.post(202, "/runs", Service.run("line", "y", 3)).get("id").asString();
            service.rested(gone);
            service.rested(kept);
            var rows = service.bean(JdbcTemplate.class);
            assertThat(count(rows, "run_epoch", gone)).isEqualTo(9_000);

            service.bean(Runs.class).delete(gone);

            service.get(404, "/runs/" + gone);
            service.get(404, "/runs/" + gone + "/epochs");
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> List.of("run_epoch", "run_curve", "run_event", "run_checkpoint", "run_checkpoint_chunk", "run_leftover").stream()
                    .allMatch(table -> count(rows, table, gone) == 0));
            assertThat(count(rows, "run_epoch", kept)).isEqualTo(3);
            service.get("/runs/" + kept);
        }
    }

    @Test
    void chunks_of_a_run_that_is_gone_are_found_and_removed_step_by_step_and_those_of_others_stay() {
        String kept;
        try (var service = Service.on(directory, "--descent.worker.slots=1")) {
            service.post(201, "/datasets", Service.LINE);
            kept = service.post(202, "/runs", Service.run("line", "y", 3)).get("id").asString();
            service.rested(kept);
            var rows = service.bean(JdbcTemplate.class);
            for (int i = 0; i < 50; i++) {
                rows.update("insert into run_checkpoint_chunk (checkpoint_id, chunk_index, run_id, data) values ('ckp_gone', ?, 'run_gone', ?)", i, new byte[10]);
            }
        }
        try (var service = Service.on(directory, "--descent.worker.slots=0")) {
            var rows = service.bean(JdbcTemplate.class);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count(rows, "run_checkpoint_chunk", "run_gone") + count(rows, "run_leftover", "run_gone") == 0);
            assertThat(count(rows, "run_checkpoint_chunk", kept)).isEqualTo(count(rows, "run_checkpoint", kept)).isPositive();
        }
    }

    private static long count(JdbcTemplate rows, String table, String run) {
        return rows.queryForObject("select count(*) from " + table + " where run_id = ?", Long.class, run);
    }
}
