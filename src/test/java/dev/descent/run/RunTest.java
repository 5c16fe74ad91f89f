package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.dataset.DatasetView;
import dev.descent.nn.spec.DataFacts;
import dev.descent.nn.spec.SpecResolver.Resolved;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

class RunTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_new_run_waits_and_says_so() {
        var run = waiting();
        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(run.takeNews()).containsExactly(new News(1, "status", Map.of("status", "QUEUED")));
    }

    @Test
    void a_waiting_run_is_cancelled_at_once() {
        var run = waiting();
        run.requestCancel(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.finishedAt()).isEqualTo(NOW);
        assertThat(run.takeNews()).extracting(News::type).containsExactly("status", "status", "end");
    }

    @Test
    void a_training_run_is_cancelled_by_its_worker() {
        var run = in(RunStatus.RUNNING);
        run.requestCancel(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLING);
        run.requestCancel(NOW);
        run.release(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void a_training_run_is_paused_by_its_worker_and_goes_on_with_a_higher_attempt() {
        var run = in(RunStatus.RUNNING);
        int attempt = run.attempt();
        run.requestPause();
        assertThat(run.status()).isEqualTo(RunStatus.PAUSING);
        run.release(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        run.resume(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(run.attempt()).isGreaterThan(attempt);
    }

    @Test
    void a_run_that_ends_while_it_is_to_be_cancelled_is_cancelled() {
        var run = in(RunStatus.CANCELLING);
        run.succeed("MAX_EPOCHS", "sha256:0", NOW);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.stopReason()).isNull();
    }

    @Test
    void a_run_whose_worker_died_waits_again_and_the_claim_stays_counted() {
        var run = in(RunStatus.RUNNING);
        ReflectionTestUtils.setField(run, "claims", 3);
        run.abandon(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(run.claims()).isEqualTo(3);
    }

    @Test
    void a_run_whose_worker_was_failed_by_the_database_waits_longer_each_time_and_the_claim_is_not_counted() {
        var run = in(RunStatus.RUNNING);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            ReflectionTestUtils.setField(run, "claims", 3);
            run.setBack(NOW);
            assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
            assertThat(run.claims()).isEqualTo(2);
            assertThat(run.pauseAfterSetback()).isEqualTo(Duration.ofSeconds(seconds));
            ReflectionTestUtils.setField(run, "status", RunStatus.RUNNING);
        }
        run.checkpointed(CheckpointView.Kind.LATEST, 1, 10);
        run.setBack(NOW);
        assertThat(run.pauseAfterSetback()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_run_that_the_database_fails_for_an_hour_is_counted() {
        var run = in(RunStatus.RUNNING);
        ReflectionTestUtils.setField(run, "claims", 3);
        ReflectionTestUtils.setField(run, "setbacks", 60);
        run.setBack(NOW);
        assertThat(run.claims()).isEqualTo(3);
    }

    @Test
    void a_run_that_makes_no_progress_fails_the_third_time() {
        var run = in(RunStatus.RUNNING);
        for (int i = 0; i < 2; i++) {
            run.stall(NOW);
            assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
            assertThat(run.takeNews().getLast().data()).containsEntry("reason", "STALLED");
            ReflectionTestUtils.setField(run, "status", RunStatus.RUNNING);
        }
        run.stall(NOW);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure().code()).isEqualTo(Failure.Code.STALLED);
    }

    @Test
    void a_run_that_gives_way_lines_up_behind_the_others_and_one_that_is_interrupted_keeps_its_turn() {
        var run = in(RunStatus.RUNNING);
        run.release(NOW.plusSeconds(1));
        assertThat(ReflectionTestUtils.getField(run, "turnAt")).isEqualTo(NOW);
        ReflectionTestUtils.setField(run, "status", RunStatus.RUNNING);
        run.giveWay(NOW.plusSeconds(2));
        assertThat(ReflectionTestUtils.getField(run, "turnAt")).isEqualTo(NOW.plusSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void what_is_allowed_works_and_anything_else_is_refused_naming_the_status(RunStatus status) {
        Map<String, Consumer<Run>> verbs = Map.of("cancel", run -> run.requestCancel(NOW), "pause", Run::requestPause, "resume", run -> run.resume(NOW),
                "delete", Run::mustBeDeletable, "fork", Run::mustBeForkable);
        verbs.forEach((action, verb) -> {
            var run = in(status);
            if (status.allowedActions().contains(action)) {
                verb.accept(run);
            } else {
                assertThatThrownBy(() -> verb.accept(run)).isInstanceOfSatisfying(Problem.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(status.isTerminal() ? ProblemCode.ALREADY_TERMINAL : ProblemCode.ILLEGAL_STATE);
                    assertThat(refusal).hasMessageContaining(status.name());
                    assertThat(refusal.properties()).containsEntry("allowedActions", status.allowedActions());
                });
            }
        });
    }

    private static Run in(RunStatus status) {
        var run = waiting();
        ReflectionTestUtils.setField(run, "status", status);
        return run;
    }

    private static Run waiting() {
        var training = new TrainingSpec(null, null, null, null, null, null, null, null, null, 10, null, null, null, null, null, null, null, null);
        var request = new NewRun("r", "d", ModelChoice.stored("m"), training, 0, Map.of(), "{}");
        var dataset = new DatasetView("ds_1", "d", 1, List.of(), 1, "00", NOW, List.of());
        return new Run("run_1", new Submission(request, dataset, null, null, new Resolved(null, training, List.of(), 1, 1, 1, 1, 0, DataFacts.UNKNOWN), "{}", "[]", "{}"), Lineage.NONE, NOW);
    }
}
