package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** They submit runs that are over at once, each under a key and again until it is accepted, for as long as they are not told to stop. */
final class Users implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ExecutorService threads;
    private final List<Future<?>> working = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** @param group a name that no others have */
    Users(Lab lab, ServiceProcess node, String group, int count, Duration pause) {
        threads = Executors.newFixedThreadPool(count);
        IntStream.range(0, count).mapToObj(number -> lab.client(group + ", user " + number, node)).forEach(client -> working.add(threads.submit(() -> {
            while (!over) {
                var name = group + ", run " + next.incrementAndGet();
                accepted.add(client.submitPatiently(Requests.tiny(name), name, PATIENCE));
                Waiting.pass(pause);
            }
        })));
    }

    /** How many submissions were accepted so far; throws what a user has met. */
    int answered() {
        working.stream().filter(Future::isDone).forEach(Users::await);
        return accepted.size();
    }

    /** Each waits for its last answer; returns the runs that were accepted. */
    List<String> stop() {
        over = true;
        working.forEach(Users::await);
        return List.copyOf(accepted);
    }

    private static void await(Future<?> user) {
        try {
            user.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
