package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.run.Claim;
import dev.descent.run.Claims.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Claim> queue = new ArrayList<>();

    @Test
    void runs_are_taken_as_long_as_they_fit_together_and_again_once_one_has_left() {
        var budget = new MemoryBudget(100, HOUR);
        queue.addAll(List.of(run("a", 60), run("b", 40), run("c", 1)));
        var first = take(budget).orElseThrow();
        assertThat(take(budget).orElseThrow().run()).isEqualTo("b");
        assertThat(take(budget)).isEmpty();
        budget.release(first);
        assertThat(take(budget).orElseThrow().run()).isEqualTo("c");
    }

    @Test
    void a_run_that_does_not_fit_now_lets_smaller_ones_pass() {
        var budget = new MemoryBudget(100, HOUR);
        queue.addAll(List.of(run("a", 60), run("large", 90), run("small", 10)));
        assertThat(take(budget).orElseThrow().run()).isEqualTo("a");
        assertThat(take(budget).orElseThrow().run()).isEqualTo("small");
    }

    @Test
    void it_is_not_passed_over_for_ever() {
        var budget = new MemoryBudget(100, Duration.ZERO);
        queue.addAll(List.of(run("a", 60), run("large", 90), run("small", 10)));
        var first = take(budget).orElseThrow();
        assertThat(take(budget)).as("none is begun until it fits").isEmpty();
        budget.release(first);
        assertThat(take(budget).orElseThrow().run()).isEqualTo("large");
        assertThat(take(budget).orElseThrow().run()).isEqualTo("small");
    }

    @Test
    void a_run_alone_is_always_tried() {
        queue.add(run("accepted once under a larger limit", 1000));
        assertThat(take(new MemoryBudget(100, HOUR))).isPresent();
    }

    private Optional<Claim> take(MemoryBudget budget) {
        return budget.claim(() -> queue.stream().findFirst().map(run -> new Waiting(run.run(), run.memoryBytes())), bytes -> {
            var taken = queue.stream().filter(run -> run.memoryBytes() <= bytes).findFirst();
            taken.ifPresent(queue::remove);
            return taken;
        });
    }

    private static Claim run(String name, long memoryBytes) {
        return new Claim(name, 1, null, null, null, null, new Claim.Recorded(0, 0, Double.NaN), memoryBytes, null, Duration.ZERO);
    }
}
