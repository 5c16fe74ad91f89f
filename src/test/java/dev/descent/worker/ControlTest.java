package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.nn.train.StopSignal.Request;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ControlTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void the_first_checkpoint_is_asked_for_within_a_quarter_of_a_second_of_training() {
        var control = new Control(3600, () -> 1, () -> false, HOUR);
        assertThat(control.request()).isEqualTo(Request.CONTINUE);
        control.trainingBegins();
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
        assertThat(control.request()).as("one is under way").isEqualTo(Request.CONTINUE);
    }

    @Test
    void the_next_checkpoint_waits_for_twenty_times_what_the_one_before_took_on_both_threads_but_four_times_after_the_first() {
        var cold = checkpointed(TimeUnit.MILLISECONDS.toNanos(25));
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> cold.request() == Request.CHECKPOINT);
        cold.checkpointTaken();
        cold.checkpointStored(TimeUnit.MINUTES.toNanos(1));
        Awaitility.await().during(Duration.ofMillis(100)).pollInterval(Duration.ofMillis(5)).until(() -> cold.request() == Request.CONTINUE);
        var slow = checkpointed(TimeUnit.MINUTES.toNanos(1));
        assertThat(slow.request()).isEqualTo(Request.CONTINUE);
        var fast = checkpointed(0);
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> fast.request() == Request.CHECKPOINT);
    }

    @Test
    void a_checkpoint_waits_for_the_end_of_the_epoch_while_epochs_are_short_but_the_first_does_not() {
        var control = new Control(0.001, () -> 1, () -> false, HOUR);
        control.trainingBegins();
        control.epochEnded();
        assertThat(control.request()).isEqualTo(Request.CONTINUE);
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
        control.checkpointStored(0);
        Awaitility.await().during(Duration.ofMillis(300)).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CONTINUE);
        control.epochEnded();
        assertThat(control.request()).isEqualTo(Request.CHECKPOINT);
        control.checkpointStored(0);
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
    }

    @Test
    void on_a_full_disk_the_first_checkpoint_is_still_taken_and_the_next_ones_wait_for_room() {
        var full = new AtomicBoolean(true);
        var control = new Control(0.001, () -> 1, full::get, HOUR);
        control.trainingBegins();
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
        control.checkpointStored(0);
        Awaitility.await().during(Duration.ofMillis(50)).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CONTINUE);
        full.set(false);
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
    }

    @Test
    void rows_are_no_longer_prepared_once_the_run_is_to_stop() {
        var control = new Control(1, () -> 1, () -> false, HOUR);
        control.check();
        control.stop();
        assertThatThrownBy(control::check).isInstanceOf(Stopped.class);
    }

    @Test
    void training_pauses_while_nothing_is_heard_of_the_lease_and_goes_on_afterwards() throws Exception {
        var control = new Control(1, () -> 1, () -> false, Duration.ZERO);
        var answer = new FutureTask<>(control::request);
        untilItPauses(answer);
        control.trust(HOUR);
        assertThat(answer.get()).isEqualTo(Request.CONTINUE);
    }

    @Test
    void a_run_that_is_lost_stops_although_its_lease_is_over() throws Exception {
        var control = new Control(1, () -> 1, () -> false, Duration.ZERO);
        var answer = new FutureTask<>(control::request);
        untilItPauses(answer);
        control.lose();
        assertThat(answer.get()).isEqualTo(Request.STOP);
        assertThat(control.isLost()).isTrue();
    }

    @Test
    void a_run_that_gives_way_stops_and_one_that_is_cancelled_meanwhile_is_cancelled() {
        var control = new Control(1, () -> 1, () -> false, HOUR);
        control.giveWay();
        assertThat(control.request()).isEqualTo(Request.STOP);
        assertThat(control.gaveWay()).isTrue();
        control.stop();
        assertThat(control.gaveWay()).isFalse();
    }

    @Test
    void a_turn_begins_with_the_training_and_lasts_at_least_ten_times_what_a_checkpoint_takes() {
        var control = new Control(1, () -> 1, () -> false, HOUR);
        assertThat(control.hasHadItsTurn(Duration.ZERO)).isFalse();
        control.trainingBegins();
        Awaitility.await().until(() -> control.hasHadItsTurn(Duration.ZERO));
        assertThat(control.hasHadItsTurn(HOUR)).isFalse();
        control.checkpointStored(TimeUnit.MINUTES.toNanos(1));
        assertThat(control.hasHadItsTurn(Duration.ZERO)).isFalse();
    }

    @Test
    void a_run_is_stalled_when_it_has_not_asked_for_long_unless_its_training_is_over() {
        var control = new Control(1, () -> 1, () -> false, HOUR);
        control.request();
        assertThat(control.isStalled(HOUR)).isFalse();
        Awaitility.await().until(() -> control.isStalled(Duration.ofMillis(20)));
        control.trainingEnded();
        assertThat(control.isStalled(Duration.ZERO)).isFalse();
    }

    private static void untilItPauses(FutureTask<Request> question) {
        var asking = Thread.ofPlatform().daemon().start(question);
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> asking.getState() == Thread.State.TIMED_WAITING);
    }

    private static Control checkpointed(long writingNanos) {
        var control = new Control(0, () -> 1, () -> false, HOUR);
        control.trainingBegins();
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> control.request() == Request.CHECKPOINT);
        control.checkpointTaken();
        control.checkpointStored(writingNanos);
        return control;
    }
}
