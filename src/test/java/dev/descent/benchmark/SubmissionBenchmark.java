package dev.descent.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many runs a service acknowledges per second, and how long it takes to show one. It speaks to a service that somebody has started:
 * with {@code --descent.worker.slots=0} nothing but submission is measured; with slots, the epochs of the runs keep them all busy.
 * Arguments: address, clients, seconds, epochs, seconds of warm-up: a service that has just started compiles for half a minute.
 */
public final class SubmissionBenchmark {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final int epochs;
    private final List<String> ids = new ArrayList<>();

    private SubmissionBenchmark(String base, int epochs) {
        this.base = base + "/api/v1";
        this.epochs = epochs;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new SubmissionBenchmark(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080", number(arguments, 3, 1));
        benchmark.run(number(arguments, 1, 8), Duration.ofSeconds(number(arguments, 2, 10)), Duration.ofSeconds(number(arguments, 4, 30)));
    }

    private void run(int clients, Duration time, Duration warmUp) throws Exception {
        var dataset = "submission " + System.nanoTime();
        post("/datasets", "{\"name\":\"%s\",\"generator\":{\"type\":\"moons\",\"rows\":1000,\"noise\":0.1,\"seed\":7}}".formatted(dataset), 201);
        var body = """
                {"dataset":"%s","target":"label","epochs":%d,"labels":{"team":"demo"},"model":{"layers":[{"type":"dense","units":8,"activation":"relu"},{"type":"dense"}]}}"""
                .formatted(dataset, epochs);
        measure("POST /runs, warming up", clients, warmUp, () -> submit(body));
        measure("POST /runs", clients, time, () -> submit(body));
        measure("GET /runs/{id}", 1, time, this::show);
    }

    private void submit(String body) throws IOException, InterruptedException {
        var id = post("/runs", body, ACCEPTED).replaceFirst("(?s)\\{\"id\":\"([^\"]+)\".*", "$1");
        synchronized (ids) {
            ids.add(id);
        }
    }

    private void show() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(base + "/runs/" + ids.getFirst())), OK);
    }

    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    private static void measure(String name, int clients, Duration time, Call call) throws Exception {
        var latencies = new ArrayList<long[]>();
        var began = System.nanoTime();
        var end = began + time.toNanos();
        var count = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            Callable<long[]> client = () -> {
                var nanos = new ArrayList<Long>();
                for (long now = System.nanoTime(); now < end; ) {
                    call.run();
                    long then = now;
                    now = System.nanoTime();
                    nanos.add(now - then);
                    count.incrementAndGet();
                }
                return nanos.stream().mapToLong(Long::longValue).toArray();
            };
            for (var one : threads.invokeAll(Collections.nCopies(clients, client))) {
                latencies.add(one.get());
            }
        }
        var sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf("%-24s %d clients: %,.0f/s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n", name, clients, count.get() * 1e9 / (System.nanoTime() - began),
                sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6, sorted[sorted.length - 1] / 1e6);
    }

    private String post(String path, String body, int expected) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), expected);
    }

    private String send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
