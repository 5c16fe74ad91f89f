package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {

    /** Each part writes, in the next phase each reads what its neighbour wrote: a phase that begins too early shows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void what_was_written_in_one_phase_is_seen_in_the_next(int parts) {
        int[] written = new int[parts];
        int[] wrong = new int[parts];
        int[] round = {0};
        Parallel.Phase write = part -> written[part] = round[0];
        Parallel.Phase read = part -> wrong[part] += written[(part + 1) % parts] == round[0] ? 0 : 1;
        try (var parallel = new Parallel(parts)) {
            for (round[0] = 1; round[0] < 2000; round[0]++) {
                parallel.run(new Parallel.Phase[] {write, read, write, read});
            }
        }
        assertThat(written).containsOnly(1999);
        assertThat(wrong).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_part_that_fails_ends_the_task_for_all(int failing) {
        try (var parallel = new Parallel(3)) {
            Parallel.Phase fails = part -> {
                if (part == failing) {
                    throw new IllegalArgumentException("part " + part);
                }
            };
            assertThatThrownBy(() -> parallel.run(new Parallel.Phase[] {part -> {}, fails, part -> {}})).isInstanceOf(IllegalArgumentException.class).hasMessage("part " + failing);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void idle_threads_take_no_processor_time_and_wake_up_for_the_next_phase(int parts) {
        try (var parallel = new Parallel(parts)) {
            Thread[] threads = met(parallel);
            for (int part = 1; part < parts; part++) {
                while (threads[part].getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            var times = ManagementFactory.getThreadMXBean();
            long before = times.getThreadCpuTime(threads[1].threadId());
            LockSupport.parkNanos(200_000_000);
            assertThat(times.getThreadCpuTime(threads[1].threadId()) - before).isLessThan(20_000_000);
            assertThat(met(parallel)).containsExactlyInAnyOrder(threads);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void closing_ends_the_threads(int parts) throws InterruptedException {
        Thread[] threads;
        try (var parallel = new Parallel(parts)) {
            threads = met(parallel);
        }
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                thread.join();
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void threads_are_started_by_the_first_work_for_them() throws InterruptedException {
        var seen = new ArrayList<Long>();
        Thread.ofPlatform().name("beginner").start(() -> {
            try (var parallel = new Parallel(3)) {
                parallel.runAlone(new Parallel.Phase[] {part -> {}});
                seen.add(begun());
                met(parallel);
                seen.add(begun());
            }
        }).join();
        assertThat(seen).containsExactly(0L, 2L);
    }

    private static long begun() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("beginner-")).count();
    }

    /** Parts that wait for each other: every thread has to take one. The caller's own is the first. */
    private static Thread[] met(Parallel parallel) {
        var meeting = new CyclicBarrier(parallel.parts());
        var threads = new Thread[parallel.parts()];
        parallel.run(new Parallel.Phase[] {part -> {
            threads[part] = Thread.currentThread();
            try {
                meeting.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }});
        Arrays.sort(threads, Comparator.comparing(thread -> thread == Thread.currentThread() ? 0 : thread.threadId()));
        return threads;
    }
}
