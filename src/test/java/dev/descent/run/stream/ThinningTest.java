package dev.descent.run.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.loss.Metric;
import dev.descent.run.EpochView;
import dev.descent.run.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private final AtomicLong now = new AtomicLong();
    /** Two epochs in two tenths of a second. */
    private final Thinning thinning = new Thinning(10, Metric.VAL_LOSS, now::get);

    @Test
    void the_first_epoch_goes_out_at_once_and_then_the_best_and_the_last_of_each_turn() {
        assertThat(passing(epoch(1, 0.9))).containsExactly(1L);
        assertThat(passing(epoch(2, 0.8), epoch(3, 0.2), epoch(4, 0.5))).isEmpty();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(199));
        assertThat(passing(epoch(5, 0.4))).isEmpty();
        assertThat(thinning.nanosLeft()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(passing()).containsExactly(3L, 5L);
        assertThat(thinning.nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void an_epoch_that_is_the_best_and_the_last_goes_out_once() {
        assertThat(passing(epoch(1, 0.9))).containsExactly(1L);
        assertThat(passing(epoch(2, 0.8), epoch(3, 0.7))).isEmpty();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(passing()).containsExactly(3L);
    }

    @Test
    void other_events_wait_for_nothing_and_overtake_nothing() {
        assertThat(passing(epoch(1, 0.9))).containsExactly(1L);
        assertThat(passing(epoch(2, 0.3), epoch(3, 0.4), epoch(4, 0.5), event(5, "end", null))).containsExactly(2L, 4L, 5L);
    }

    @Test
    void an_epoch_that_is_not_finite_is_never_left_out() {
        assertThat(passing(epoch(1, 0.9))).containsExactly(1L);
        assertThat(passing(epoch(2, 0.8), epoch(3, Double.NaN), epoch(4, 0.9), epoch(5, 0.85))).containsExactly(2L, 3L);
        assertThat(passing(event(6, "status", null))).containsExactly(5L, 6L);
    }

    private List<Long> passing(RunEvent... events) {
        return thinning.pass(Stream.of(events).toList()).stream().map(RunEvent::seq).toList();
    }

    private static RunEvent epoch(int seq, double loss) {
        return event(seq, "epoch", new EpochView(seq, 1.0, loss, Map.of(), 0.1, 1.0, 1.0, (long) seq));
    }

    private static RunEvent event(long seq, String type, EpochView epoch) {
        return new RunEvent(seq, type, Instant.EPOCH, 1, "{}", epoch);
    }
}
