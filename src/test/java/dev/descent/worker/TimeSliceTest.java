package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class TimeSliceTest {

    @TempDir
    private static Path directory;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.on(directory, "--descent.worker.slots=1", "--descent.worker.time-slice=200ms", "--db-scheduler.polling-interval=100ms");
        service.post(201, "/datasets", Service.MOONS);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_short_run_is_not_starved_by_a_long_one_which_ends_as_if_it_had_been_alone() {
        var undisturbed = service.rested(submitted(20_000, 0));
        var first = submitted(20_000, 0);
        service.trained(first, 1);
        var second = service.rested(submitted(2, 0));
        assertThat(service.get("/runs/" + first).get("status").asString()).isIn("QUEUED", "RUNNING");
        var interrupted = service.rested(first);
        assertThat(second.get("attempt").asInt()).isEqualTo(1);
        assertThat(interrupted.get("attempt").asInt()).isGreaterThan(1);
        assertThat(interrupted.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(interrupted.get("best")).isEqualTo(undisturbed.get("best"));
        assertThat(service.bean(JdbcTemplate.class).queryForList("select data_json from run_event where run_id = ? and type = 'status'", String.class, first))
                .contains("{\"status\":\"QUEUED\",\"reason\":\"TIME_SLICE\"}");
    }

    @Test
    void long_runs_take_turns_and_a_run_alone_keeps_its_slot() {
        var runs = List.of(submitted(10_000_000, 0), submitted(10_000_000, 0), submitted(10_000_000, 0));
        runs.forEach(run -> service.trained(run, 1));
        runs.subList(0, 2).forEach(TimeSliceTest::cancel);
        service.trained(runs.getLast(), epochs(runs.getLast()) + 1);
        int attempt = service.get("/runs/" + runs.getLast()).get("attempt").asInt();
        service.trained(runs.getLast(), epochs(runs.getLast()) + 5000);
        assertThat(service.get("/runs/" + runs.getLast()).get("attempt").asInt()).isEqualTo(attempt);
        cancel(runs.getLast());
    }

    @Test
    void an_urgent_run_keeps_its_slot_against_others_and_gets_one_from_them() {
        var endless = submitted(10_000_000, 0);
        service.trained(endless, 1);
        var urgent = submitted(6_000, 5);
        var waiting = submitted(1, 0);
        assertThat(service.rested(urgent).get("attempt").asInt()).isEqualTo(1);
        assertThat(service.rested(waiting).get("status").asString()).isEqualTo("SUCCEEDED");
        cancel(endless);
    }

    private static String submitted(int epochs, int priority) {
        return service.post(202, "/runs", Service.run("moons", "label", epochs).replaceFirst("\\{", "{\"priority\":" + priority + ",")).get("id").asString();
    }

    private static int epochs(String run) {
        JsonNode view = service.get("/runs/" + run);
        return view.get("progress").get("epoch").asInt();
    }

    private static void cancel(String run) {
        service.post(202, "/runs/" + run + "/cancel", "");
        service.rested(run);
    }
}
