package dev.descent.support.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LastResortTest {

    @Test
    void it_comes_after_its_time_on_a_thread_that_keeps_no_jvm_alive() throws InterruptedException {
        var thread = new AtomicReference<Thread>();
        var ended = new CountDownLatch(1);
        long began = System.nanoTime();
        var lastResort = new LastResort(Duration.ofMillis(50), () -> {
            thread.set(Thread.currentThread());
            ended.countDown();
        });
        lastResort.begin();
        lastResort.begin();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
        assertThat(thread.get().isDaemon()).isTrue();
    }
}
