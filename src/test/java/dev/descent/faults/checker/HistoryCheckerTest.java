package dev.descent.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The judge is judged: a good history passes, and each way of doctoring it is found out. */
class HistoryCheckerTest {

    private static final String RUN = "run_1";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_run_that_was_interrupted_once_and_ended_once_is_faultless() {
        assertThat(HistoryChecker.judge(evidence(good(), goodCalls()))).isEmpty();
    }

    @Test
    void an_acknowledged_run_that_is_gone_is_noticed() {
        var evidence = new Evidence(goodCalls(), Map.of(), Set.of(), List.of(), List.of());
        assertThat(found(evidence)).contains("I1 run_1: was acknowledged and is gone");
    }

    @Test
    void a_key_that_made_two_runs_is_noticed_whether_a_client_was_told_or_not() {
        var runs = new LinkedHashMap<>(Map.of(RUN, good(), "run_2", renamed(good(), "run_2")));
        assertThat(found(new Evidence(goodCalls(), runs, Set.of(), List.of(), List.of()))).anyMatch(line -> line.startsWith("I1 key k: made 2 runs"));
        var told = new ArrayList<>(goodCalls());
        told.add(submission(50, 202, "{\"id\":\"run_2\"}"));
        assertThat(found(new Evidence(told, runs, Set.of(), List.of(), List.of()))).anyMatch(line -> line.startsWith("I1 key k: was answered by different runs"));
    }

    @Test
    void an_accepted_run_that_never_ends_is_noticed() {
        var waiting = new StoredRun(RUN, "a", "QUEUED", null, "recipe", 0, 1, false, List.of(status(1, 0, "QUEUED")));
        assertThat(found(evidence(waiting, List.of(submission(1, 202, "{\"id\":\"run_1\"}"))))).containsExactly("I1 run_1: was acknowledged and is still QUEUED");
    }

    @Test
    void a_second_end_and_an_end_that_changes_are_noticed() {
        assertThat(found(evidence(doctored(moments -> {
            moments.add(new Moment(moments.size() + 1, "end", 3, null, 0, null));
            return moments;
        }), goodCalls()))).contains("I2 run_1: is SUCCEEDED and ended 2 times");
        var calls = new ArrayList<>(goodCalls());
        calls.add(view(60, "FAILED", 3, 3));
        assertThat(found(evidence(good(), calls))).contains("I2 run_1: was seen as SUCCEEDED sha256:a and later as FAILED sha256:a");
    }

    @Test
    void an_epoch_that_is_missing_or_comes_from_an_old_attempt_is_noticed() {
        assertThat(found(evidence(doctored(moments -> {
            moments.remove(6);
            return moments;
        }), goodCalls()))).anyMatch(line -> line.startsWith("I2 run_1: says it has 3 epochs")).anyMatch(line -> line.startsWith("I3 run_1: has event"));
        assertThat(found(evidence(doctored(moments -> {
            moments.set(6, epoch(7, 1, 3));
            return moments;
        }), goodCalls()))).contains("I3 run_1: epoch 7 was written under attempt 1 after attempt 3");
    }

    @Test
    void a_checkpoint_of_an_old_worker_is_noticed() {
        assertThat(found(evidence(doctored(moments -> {
            moments.add(7, checkpoint(8, 3, 0));
            moments.set(8, status(9, 3, "SUCCEEDED"));
            moments.set(9, new Moment(10, "end", 3, null, 0, null));
            return moments;
        }), goodCalls()))).contains("I3 run_1: a checkpoint of epoch 0 was stored after one of epoch 1");
    }

    @Test
    void a_bit_that_differs_between_twins_is_noticed() {
        var other = renamed(good(), "run_2");
        var digest = new StoredRun("run_2", "b", other.status(), "sha256:b", other.recipe(), 3, other.lastSeq(), true, other.moments());
        var calls = new ArrayList<>(goodCalls());
        calls.add(new Call("c", 2, 3, "POST", "/api/v1/runs", null, "{\"name\":\"b\"}", 202, "{\"id\":\"run_2\"}"));
        var runs = new LinkedHashMap<>(Map.of(RUN, good()));
        runs.put("run_2", digest);
        assertThat(found(new Evidence(calls, runs, Set.of(), List.of(), List.of()))).anyMatch(line -> line.startsWith("I4") && line.contains("other weights"));
        runs.put("run_2", withFigures(other));
        assertThat(found(new Evidence(calls, runs, Set.of(), List.of(), List.of()))).anyMatch(line -> line.startsWith("I4") && line.contains("other figures in epoch 3"));
    }

    @Test
    void a_checkpoint_that_is_not_whole_is_noticed() {
        var whole = new StoredCheckpoint("ckp_1", RUN, 10, "aa", 2, true, 10, "aa");
        assertThat(found(with(whole))).isEmpty();
        for (var broken : List.of(new StoredCheckpoint("ckp_1", RUN, 10, "aa", 1, false, 10, "aa"), new StoredCheckpoint("ckp_1", RUN, 10, "aa", 2, true, 9, "aa"),
                new StoredCheckpoint("ckp_1", RUN, 10, "aa", 2, true, 10, "ab"), new StoredCheckpoint("ckp_1", RUN, 10, "aa", 0, true, 0, "aa"))) {
            assertThat(found(with(broken))).singleElement().asString().startsWith("I5 ckp_1");
        }
        assertThat(found(with(new StoredCheckpoint("ckp_1", null, 0, "", 2, true, 10, "aa")))).singleElement().asString().startsWith("I7 ckp_1: 2 chunks were left behind");
    }

    @Test
    void a_client_that_sees_an_epoch_go_back_is_noticed() {
        var calls = new ArrayList<>(goodCalls());
        calls.add(view(30, "RUNNING", 3, 2));
        calls.add(view(40, "RUNNING", 3, 1));
        assertThat(found(evidence(good(), calls))).contains("I6 run_1: was seen in attempt 3 at epoch 2, and later in attempt 3 at epoch 1");
    }

    @Test
    void what_nobody_holds_any_more_is_noticed() {
        assertThat(found(new Evidence(goodCalls(), Map.of(RUN, good()), Set.of(), List.of(), List.of("run_1:0 by node-1")))).containsExactly("I7 queue entry run_1:0 by node-1: is taken, and nobody is there");
    }

    private static Evidence with(StoredCheckpoint checkpoint) {
        return new Evidence(goodCalls(), Map.of(RUN, good()), Set.of(), List.of(checkpoint), List.of());
    }

    private static Evidence evidence(StoredRun run, List<Call> calls) {
        return new Evidence(calls, Map.of(RUN, run), Set.of(), List.of(), List.of());
    }

    private static List<String> found(Evidence evidence) {
        return HistoryChecker.judge(evidence).stream().map(HistoryChecker.Violation::toString).toList();
    }

    /** Trained by attempt 1 to its first epoch and checkpoint, and by attempt 3 to its end. */
    private static StoredRun good() {
        return doctored(moments -> moments);
    }

    private static StoredRun doctored(UnaryOperator<List<Moment>> doctor) {
        var moments = doctor.apply(new ArrayList<>(Arrays.asList(status(1, 1, "RUNNING"), epoch(2, 1, 1), checkpoint(3, 1, 1), status(4, 2, "QUEUED"),
                status(5, 3, "RUNNING"), epoch(6, 3, 2), epoch(7, 3, 3), status(8, 3, "SUCCEEDED"), new Moment(9, "end", 3, null, 0, null))));
        return new StoredRun(RUN, "a", "SUCCEEDED", "sha256:a", "recipe", 3, moments.getLast().seq(), true, moments);
    }

    private static StoredRun renamed(StoredRun run, String id) {
        return new StoredRun(id, run.name(), run.status(), run.digest(), run.recipe(), run.epochsDone(), run.lastSeq(), true, run.moments());
    }

    private static StoredRun withFigures(StoredRun run) {
        var moments = new ArrayList<>(run.moments());
        moments.set(6, new Moment(7, Moment.EPOCH, 3, null, 3, "0.1 0.2000000001"));
        return new StoredRun(run.id(), "b", run.status(), run.digest(), run.recipe(), 3, run.lastSeq(), true, moments);
    }

    private static List<Call> goodCalls() {
        return List.of(submission(1, 0, "connection reset"), submission(10, 202, "{\"id\":\"run_1\"}"), view(20, "RUNNING", 1, 1), view(50, "SUCCEEDED", 3, 3));
    }

    private static Call submission(long sent, int status, String answer) {
        return new Call("c", sent, sent + 1, "POST", "/api/v1/runs", "k", "{\"name\":\"a\"}", status, answer);
    }

    private static Call view(long sent, String status, int attempt, int epoch) {
        return new Call("c", sent, sent + 1, "GET", "/api/v1/runs/run_1", null, null, 200,
                "{\"status\":\"%s\",\"attempt\":%d,\"progress\":{\"epoch\":%d},\"weightsDigest\":\"sha256:a\"}".formatted(status, attempt, epoch));
    }

    private static Moment status(long seq, int attempt, String status) {
        return new Moment(seq, "status", attempt, JSON.readTree("{\"status\":\"" + status + "\"}"), 0, null);
    }

    private static Moment epoch(long seq, int attempt, int epoch) {
        return new Moment(seq, Moment.EPOCH, attempt, null, epoch, "0.1 0." + epoch);
    }

    private static Moment checkpoint(long seq, int attempt, int epoch) {
        return new Moment(seq, "checkpoint", attempt, JSON.readTree("{\"kind\":\"LATEST\",\"epoch\":" + epoch + "}"), 0, null);
    }
}
