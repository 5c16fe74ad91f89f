package dev.descent.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rates written out by hand from the formulas: η₀ = 0.8 and 10 mini-batches per epoch unless a test says otherwise. */
class ScheduleTest {

    private static final double INITIAL = 0.8;

    private record Example(LearningRate schedule, List<Double> rates) {}

    @TestFactory
    Stream<DynamicTest> the_rate_at_the_first_epochs() {
        var examples = List.of(
                new Example(new Constant(), List.of(0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8)),
                // 0.8·0.5^⌊e/2⌋
                new Example(new Step(2, 0.5), List.of(0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1)),
                // 0.8·0.5ᵉ
                new Example(new Exponential(0.5), List.of(0.8, 0.4, 0.2, 0.1, 0.05, 0.025, 0.0125)),
                // 0.4 + 0.4·(1 + cos(πe/4))/2 with cos 45° = 0.70710678…, and the minimum from e = 4 on
                new Example(new Cosine(4, 0.4), List.of(0.8, 0.7414213562373095, 0.6, 0.4585786437626905, 0.4, 0.4, 0.4)),
                // 0.8·0.5ᵖ, and no epoch here has stood still
                new Example(new Plateau(null, 0.5, 3), List.of(0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8)),
                // s = 10e: 0.8·(0.1 + 0.9·s/20), then 0.8·0.5^⌊(s−20)/10⌋
                new Example(new LinearWarmup(20, 0.1, new Exponential(0.5)), List.of(0.08, 0.44, 0.8, 0.4, 0.2, 0.1, 0.05)));
        assertThat(examples).extracting(example -> example.schedule().getClass())
                .containsExactlyInAnyOrder((Class[]) LearningRate.class.getPermittedSubclasses());
        return examples.stream().map(example -> DynamicTest.dynamicTest(example.schedule().getClass().getSimpleName(), () -> {
            for (int e = 0; e < example.rates().size(); e++) {
                assertThat(example.schedule().at(INITIAL, e, 10L * e, 10, 0)).as("epoch %s", e)
                        .isCloseTo(example.rates().get(e), within(1e-15));
            }
        }));
    }

    @Test
    void a_warmup_counts_steps_within_the_epoch() {
        var schedule = new LinearWarmup(4, 0.0, null);
        assertThat(LongStream.range(0, 6).mapToObj(s -> schedule.at(INITIAL, 0, s, 10, 0))).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 0.8);
    }

    @Test
    void what_follows_a_warmup_starts_at_its_own_epoch_zero() {
        // 15 steps of warm-up are one and a half epochs; the epochs of `then` are counted from there
        var schedule = new LinearWarmup(15, 0.5, new Step(1, 0.1));
        assertThat(schedule.at(INITIAL, 1, 15, 10, 0)).isEqualTo(0.8);
        assertThat(schedule.at(INITIAL, 2, 24, 10, 0)).isEqualTo(0.8);
        assertThat(schedule.at(INITIAL, 2, 25, 10, 0)).isCloseTo(0.08, within(1e-15));
    }

    @Test
    void a_plateau_counts_how_often_the_metric_stood_still() {
        assertThat(new Plateau(null, 0.5, 1).at(INITIAL, 9, 90, 10, 3)).isEqualTo(0.1);
        assertThat(new LinearWarmup(10, 0.0, new Plateau(null, 0.5, 1)).at(INITIAL, 9, 90, 10, 2)).isEqualTo(0.2);
    }

    @Test
    void the_period_of_a_cosine_is_by_default_the_run() {
        var resolved = new LinearWarmup(5, null, new Cosine(null, null)).resolved(40, null);
        assertThat(resolved).isEqualTo(new LinearWarmup(5, 0.0, new Cosine(40, 0.0)));
    }
}
