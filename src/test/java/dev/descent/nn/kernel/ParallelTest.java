package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

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

    @Test
    void idle_threads_take_no_processor_time_and_wake_up_for_the_next_phase() {
        try (var parallel = new Parallel(CORES)) {
            Thread[] threads = met(parallel);
            for (int i = 1; i < CORES; i++) {
                while (threads[i].getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            var times = ManagementFactory.getThreadMXBean();
            long before = cpuNanos(times, threads);
            LockSupport.parkNanos(200_000_000);
            assertThat(cpuNanos(times, threads) - before).isLessThan(20_000_000L * CORES);
            assertThat(met(parallel)).containsExactlyInAnyOrder(threads);
        }
    }

    private static long cpuNanos(ThreadMXBean times, Thread[] threads) {
        return Stream.of(threads).mapToLong(thread -> times.getThreadCpuTime(thread.threadId())).sum();
    }

    @Test
    void more_parts_than_cores_take_no_more_threads() {
        try (var parallel = new Parallel(10 * CORES)) {
            var threads = new Thread[10 * CORES];
            parallel.run(new Parallel.Phase[] {part -> threads[part] = Thread.currentThread()});
            assertThat(Stream.of(threads).distinct()).hasSizeBetween(1, CORES).doesNotContainNull();
        }
    }

    @Test
    void closing_ends_the_threads() throws InterruptedException {
        Thread[] threads;
        try (var parallel = new Parallel(CORES)) {
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
            try (var parallel = new Parallel(CORES)) {
                parallel.runAlone(new Parallel.Phase[] {part -> {}});
                seen.add(begun());
                met(parallel);
                seen.add(begun());
            }
        }).join();
        assertThat(seen).containsExactly(0L, CORES - 1L);
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
