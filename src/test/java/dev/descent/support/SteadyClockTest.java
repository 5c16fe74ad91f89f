package dev.descent.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant reference = START;
    private Instant wall = START;
    private long nanos = -5;
    private final SteadyClock clock = new SteadyClock(() -> reference, () -> nanos, () -> wall);

    @Test
    void it_begins_with_the_reference_and_goes_by_the_timer() {
        pass(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 2})
    void a_clock_that_jumps_by_hours_is_followed_by_a_hundredth_at_most(long hours) {
        reference = reference.plus(Duration.ofHours(hours));
        assertThat(clock.instant()).isEqualTo(START);
        for (int minute = 0; minute < 10; minute++) {
            clock.synchronise();
            var before = clock.instant();
            pass(Duration.ofMinutes(1));
            assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofMillis(59_400), Duration.ofMillis(60_600));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 2})
    void a_jump_of_the_machines_own_clock_is_not_even_seen(long hours) {
        wall = wall.plus(Duration.ofHours(hours));
        clock.synchronise();
        pass(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(reference);
    }

    @Test
    void after_a_suspension_it_steps_forward() {
        pass(Duration.ofMinutes(3));
        suspend(Duration.ofHours(8));
        pass(Duration.ofSeconds(2));
        clock.synchronise();
        assertThat(clock.instant()).isEqualTo(reference);
    }

    @Test
    void a_small_difference_is_made_up_for_within_a_minute_and_not_beyond() {
        reference = reference.plusMillis(300);
        clock.synchronise();
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(reference);
        pass(Duration.ofMinutes(5));
        assertThat(clock.instant()).isEqualTo(reference);
    }

    @Test
    void half_of_the_time_that_an_answer_took_is_added_to_it_and_a_late_one_is_not_believed() {
        var slow = new SteadyClock(() -> {
            pass(Duration.ofMillis(100));
            return wall.minusMillis(50);
        }, () -> nanos, () -> wall);
        slow.synchronise();
        var time = slow.instant();
        pass(Duration.ofMinutes(1));
        assertThat(Duration.between(time, slow.instant())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_slow_first_answer_is_asked_for_again() {
        var answers = new int[1];
        var slow = new SteadyClock(() -> {
            var said = wall;
            pass(Duration.ofSeconds(answers[0]++ == 0 ? 4 : 0));
            return said;
        }, () -> nanos, () -> wall);
        assertThat(slow.instant()).isEqualTo(wall);
    }

    @Test
    void without_an_answer_it_goes_on() {
        var away = new SteadyClock(() -> {
            if (nanos > 0) {
                throw new IllegalStateException("away");
            }
            return wall;
        }, () -> nanos, () -> wall);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(away::synchronise).hasMessage("away");
        assertThat(away.instant()).isEqualTo(START.plusSeconds(1));
    }

    /** The timer stands still meanwhile. */
    private void suspend(Duration time) {
        reference = reference.plus(time);
        wall = wall.plus(time);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        suspend(time);
    }
}
