package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.run.RunCounts;
import dev.descent.run.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

class ServiceFiguresTest {

    /** None: whoever counts runs with it is thrown at, as by a database that is away. */
    private static final RunCounts AWAY = null;

    @Test
    void a_database_that_hangs_keeps_no_meter_waiting_and_is_asked_once() {
        var hangs = new CountDownLatch(1);
        var asked = new AtomicInteger();
        HealthIndicator store = () -> {
            asked.incrementAndGet();
            await(hangs);
            return Health.up().build();
        };
        var figures = new ServiceFigures(AWAY, store, Clock.systemUTC());

        // That these return at all shows it: the store answers only when it is let go.
        assertThat(figures.storeUp()).isZero();
        assertThat(figures.runs(RunStatus.QUEUED)).isNaN();
        assertThat(figures.longestWait()).isNaN();
        assertThat(asked).hasValue(1);

        hangs.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> figures.storeUp() == 1);
    }

    @Test
    void runs_that_cannot_be_counted_are_no_number() {
        var figures = new ServiceFigures(AWAY, () -> Health.down().build(), Clock.systemUTC());
        assertThat(figures.runs(RunStatus.RUNNING)).isNaN();
        assertThat(figures.storeUp()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
