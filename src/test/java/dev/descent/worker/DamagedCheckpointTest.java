package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Checkpoints that the database gives back otherwise than they were written. Expected bits are those of an undisturbed run. */
class DamagedCheckpointTest {

    @TempDir
    private static Path directory;

    private static Service service;
    private static JdbcTemplate jdbc;
    private static JsonNode undisturbed;

    @BeforeAll
    static void start() {
        service = Service.on(directory);
        jdbc = service.bean(JdbcTemplate.class);
        service.post(201, "/datasets", Service.MOONS);
        undisturbed = service.rested(submitted());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_flipped_bit_in_the_latest_state_sends_the_run_back_to_the_one_before() {
        var run = paused();
        damage(latest(run));
        resumedWithTheSameBits(run);
        assertThat(tellings(run, "damaged")).containsExactly("LATEST");
        assertThat(tellings(run, "restored")).containsExactly("PERIODIC");
    }

    @Test
    void without_any_whole_state_the_run_begins_again() {
        var run = paused();
        jdbc.queryForList("select id from run_checkpoint where run_id = ? and kind <> 'BEST'", String.class, run)
                .forEach(id -> jdbc.update("update run_checkpoint_chunk set data = ? where checkpoint_id = ?", new byte[0], id));
        resumedWithTheSameBits(run);
        assertThat(tellings(run, "damaged")).contains("LATEST", "PERIODIC");
        assertThat(tellings(run, "restored")).containsExactly("");
    }

    @Test
    void the_states_of_two_runs_are_not_taken_for_each_other() {
        var one = paused();
        var other = paused();
        byte[] ofOne = chunk(latest(one));
        replace(latest(one), chunk(latest(other)));
        replace(latest(other), ofOne);
        for (var run : List.of(one, other)) {
            resumedWithTheSameBits(run);
            assertThat(tellings(run, "damaged")).containsExactly("LATEST");
        }
    }

    @Test
    void a_fork_of_a_damaged_state_fails_instead_of_beginning_with_other_weights() {
        var run = paused();
        service.post(202, "/runs/" + run + "/cancel", "");
        damage(latest(run));
        var fork = service.rested(service.post(202, "/runs/" + run + "/fork", "").get("id").asString());
        assertThat(fork.get("status").asString()).isEqualTo("FAILED");
        assertThat(fork.get("failure").get("code").asString()).isEqualTo("STORAGE");
        assertThat(fork.get("failure").get("detail").asString()).contains("is damaged");
    }

    @Test
    void a_run_that_is_continued_with_other_numerics_says_so_and_is_not_verified() {
        var run = paused();
        jdbc.update("update run set numerics_version = 1 where id = ?", run);
        service.post(202, "/runs/" + run + "/resume", "");
        var ended = service.rested(run);
        assertThat(ended.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("numericsVersion").asInt()).isEqualTo(1);
        assertThat(ended.get("warnings").toString()).contains("mixed-numerics");
        assertThat(service.get("/runs/" + run + "/events?limit=10000").get("data").toString()).contains("mixed-numerics");
        assertThat(service.post(409, "/runs/" + run + "/verify", "").get("detail").asString()).contains("more than one version of the numerics");

        var whole = service.rested(service.post(202, "/runs", Service.run("moons", "label", 2)).get("id").asString());
        assertThat(whole.get("warnings").toString()).doesNotContain("numerics");
        jdbc.update("update run set numerics_version = 1 where id = ?", whole.get("id").asString());
        assertThat(service.post(409, "/runs/" + whole.get("id").asString() + "/verify", "").get("detail").asString()).contains("another version of the numerics");
    }

    private static void resumedWithTheSameBits(String run) {
        service.post(202, "/runs/" + run + "/resume", "");
        var ended = service.rested(run);
        assertThat(ended.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(ended.get("best")).isEqualTo(undisturbed.get("best"));
    }

    /** In the middle, with two states to go on from. */
    private static String paused() {
        var run = submitted();
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20))
                .until(() -> service.get("/runs/" + run + "/checkpoints").toString().contains("LATEST"));
        service.post(202, "/runs/" + run + "/pause", "");
        assertThat(service.rested(run).get("status").asString()).isEqualTo("PAUSED");
        return run;
    }

    private static String submitted() {
        return service.post(202, "/runs", Service.run("moons", "label", 5000)).get("id").asString();
    }

    private static String latest(String run) {
        return jdbc.queryForObject("select id from run_checkpoint where run_id = ? and kind = 'LATEST'", String.class, run);
    }

    private static byte[] chunk(String checkpoint) {
        return jdbc.queryForObject("select data from run_checkpoint_chunk where checkpoint_id = ? and chunk_index = 0", byte[].class, checkpoint);
    }

    private static void damage(String checkpoint) {
        byte[] bytes = chunk(checkpoint);
        bytes[bytes.length / 2] ^= 4;
        replace(checkpoint, bytes);
    }

    private static void replace(String checkpoint, byte[] bytes) {
        assertThat(jdbc.update("update run_checkpoint_chunk set data = ? where checkpoint_id = ? and chunk_index = 0", bytes, checkpoint)).isOne();
    }

    /** Kinds of the states of which an event tells this. */
    private static List<String> tellings(String run, String what) {
        return jdbc.queryForList("select data_json from run_event where run_id = ? and type = 'checkpoint' order by seq", String.class, run).stream()
                .filter(data -> data.contains("\"" + what + "\":true")).map(data -> data.replaceFirst(".*\"kind\":\"([A-Z]+)\".*|.*", "$1")).toList();
    }
}
