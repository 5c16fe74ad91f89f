package dev.descent.support.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    /** A disk that tells which commits have reached it. */
    private static class Disk implements GroupCommit.Sync {

        final AtomicLong committed = new AtomicLong();
        final AtomicLong durable = new AtomicLong();
        final AtomicInteger syncs = new AtomicInteger();
        volatile boolean closed;

        @Override
        public void run() throws Exception {
            long before = committed.get();
            syncs.incrementAndGet();
            Thread.yield();
            durable.set(before);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whoever_has_committed_waits_for_a_sync_that_began_afterwards_and_all_share_it() throws Exception {
        var disk = new Disk();
        int writers = 8;
        int each = 2000;
        try (var group = new GroupCommit(disk); var threads = Executors.newFixedThreadPool(writers)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int writer = 0; writer < writers; writer++) {
                work.add(() -> {
                    int early = 0;
                    for (int i = 0; i < each; i++) {
                        long mine = disk.committed.incrementAndGet();
                        group.await();
                        early += disk.durable.get() < mine ? 1 : 0;
                    }
                    return early;
                });
            }
            for (var early : threads.invokeAll(work)) {
                assertThat(early.get()).isZero();
            }
        }
        assertThat(disk.syncs).as("syncs for %d commits", writers * each).hasValueLessThan(writers * each);
    }

    @Test
    void a_sync_that_is_under_way_is_not_enough() throws Exception {
        var begun = new Semaphore(0);
        var free = new Semaphore(0);
        var disk = new Disk() {
            @Override
            public void run() throws Exception {
                begun.release();
                free.acquire();
                super.run();
            }
        };
        try (var threads = Executors.newCachedThreadPool(); var group = new GroupCommit(disk)) {
            threads.submit(group::await);
            begun.acquire();
            var late = threads.submit(group::await);
            free.release();
            begun.acquire();
            assertThat(late.isDone()).isFalse();
            free.release(2);
            late.get();
        }
        assertThat(disk.syncs.get()).isBetween(2, 3);
    }

    @Test
    void what_cannot_be_synced_is_not_acknowledged_and_the_next_is_tried_again() {
        var disk = new Disk() {
            @Override
            public void run() throws Exception {
                super.run();
                if (syncs.get() == 1) {
                    throw new IOException("No space left on device");
                }
            }
        };
        try (var group = new GroupCommit(disk)) {
            assertThatThrownBy(group::await).isInstanceOf(NotDurableException.class).hasRootCauseMessage("No space left on device");
            group.await();
        }
    }

    @Test
    void whoever_waited_for_a_sync_that_failed_is_not_served_by_the_next_one() throws Exception {
        var begun = new Semaphore(0);
        var free = new Semaphore(0);
        var disk = new Disk() {
            @Override
            public void run() throws Exception {
                super.run();
                if (syncs.get() <= 2) {
                    begun.release();
                    free.acquire();
                }
                if (syncs.get() == 2) {
                    throw new IOException("No space left on device");
                }
            }
        };
        try (var threads = Executors.newCachedThreadPool(); var group = new GroupCommit(disk)) {
            threads.submit(group::await);
            begun.acquire();
            var waiting = new CopyOnWriteArrayList<Thread>();
            var failing = IntStream.range(0, 100).mapToObj(_ -> threads.submit(() -> {
                waiting.add(Thread.currentThread());
                group.await();
            })).toList();
            untilAllWait(waiting, 100);
            free.release();
            begun.acquire();
            var next = threads.submit(() -> {
                waiting.add(Thread.currentThread());
                group.await();
            });
            untilAllWait(waiting, 101);
            free.release();
            next.get();
            for (var one : failing) {
                assertThatThrownBy(one::get).hasCauseInstanceOf(NotDurableException.class);
            }
        }
    }

    private static void untilAllWait(List<Thread> threads, int count) {
        Awaitility.await().until(() -> threads.size() == count && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    @Test
    void what_is_committed_at_the_end_is_synced_and_nobody_is_served_afterwards() {
        var disk = new Disk();
        var group = new GroupCommit(disk);
        disk.committed.set(7);
        group.close();
        assertThat(disk.durable).hasValue(7);
        assertThat(disk.closed).isTrue();
        assertThatThrownBy(group::await).isInstanceOf(NotDurableException.class);
    }
}
