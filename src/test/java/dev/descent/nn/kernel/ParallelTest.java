package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {

    /** Each part writes, all wait, each part reads what its neighbour wrote: any slip past a barrier shows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void what_was_written_before_a_barrier_is_seen_after_it(int parts) {
        int[] written = new int[parts];
        int[] wrong = new int[parts];
        try (var parallel = new Parallel(parts)) {
            for (int task = 1; task <= 300; task++) {
                int now = task;
                parallel.run(part -> {
                    for (int round = 0; round < 10; round++) {
                        written[part] = 10 * now + round;
                        parallel.barrier();
                        wrong[part] += written[(part + 1) % parts] == 10 * now + round ? 0 : 1;
                        parallel.barrier();
                    }
                });
            }
        }
        assertThat(written).containsOnly(3009);
        assertThat(wrong).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_part_that_fails_ends_the_task_for_all(int failing) {
        try (var parallel = new Parallel(3)) {
            assertThatThrownBy(() -> parallel.run(part -> {
                if (part == failing) {
                    throw new IllegalArgumentException("part " + part);
                }
                parallel.barrier();
            })).isInstanceOf(IllegalArgumentException.class).hasMessage("part " + failing);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void idle_threads_take_no_processor_time_and_wake_up_for_the_next_task(int parts) {
        Thread[] threads = new Thread[parts];
        try (var parallel = new Parallel(parts)) {
            parallel.run(part -> threads[part] = Thread.currentThread());
            for (int part = 1; part < parts; part++) {
                while (threads[part].getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            var times = ManagementFactory.getThreadMXBean();
            long before = times.getThreadCpuTime(threads[1].threadId());
            LockSupport.parkNanos(200_000_000);
            assertThat(times.getThreadCpuTime(threads[1].threadId()) - before).isLessThan(20_000_000);
            int[] ran = new int[parts];
            parallel.run(part -> ran[part] = 1);
            assertThat(ran).containsOnly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void closing_ends_the_threads(int parts) throws InterruptedException {
        Thread[] threads = new Thread[parts];
        try (var parallel = new Parallel(parts)) {
            parallel.run(part -> threads[part] = Thread.currentThread());
        }
        for (int part = 1; part < parts; part++) {
            threads[part].join();
            assertThat(threads[part].isAlive()).isFalse();
        }
    }
}
