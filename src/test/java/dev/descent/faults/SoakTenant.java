package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** One of several who use a service at the same time: uploads, runs, streams, predictions, cancels, deletes, mistakes, and a look at what is not its own. */
final class SoakTenant {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Answers of a service that is busy, away or starting. */
    private static final Set<Integer> LATER = Set.of(0, 429, 502, 503);
    private static final int MOST_RUNS = 24;
    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id: ?(\\d+)$");

    private final int number;
    private final Client client;
    private final Random random;
    private final Deque<String> runs = new ArrayDeque<>();
    private final Collection<String> visible = new ConcurrentLinkedQueue<>();
    private final Deque<String> datasets = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private String spirals;
    private int submitted;
    private volatile boolean over;

    SoakTenant(int number, Client client, long seed) {
        this.number = number;
        this.client = client;
        this.random = new Random(seed);
    }

    void stop() {
        over = true;
    }

    int calls() {
        return calls.get();
    }

    int submitted() {
        return submitted;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Until it is told to stop. */
    void work(List<SoakTenant> all) {
        spirals = patiently("the dataset", () -> client.post("/api/v1/datasets", Requests.FEW_SPIRALS, "spirals of " + number), 201).json().get("id").asString();
        while (!over) {
            act(all);
            Waiting.pass(Duration.ofMillis(50 + random.nextInt(400)));
        }
    }

    private void act(List<SoakTenant> all) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> submit(Requests.tiny(name()));
            case 3 -> submit(Requests.run(name(), random.nextInt(3), 200));
            case 4 -> upload();
            case 5 -> stream();
            case 6, 7 -> predict();
            case 8 -> cancel();
            case 9 -> deleteOldest();
            case 10 -> mistake();
            default -> pry(all.get(random.nextInt(all.size())));
        }
    }

    private String name() {
        return "tenant " + number + ", run " + ++submitted;
    }

    private void submit(String body) {
        calls.incrementAndGet();
        var run = client.submitPatiently(body, "key of tenant " + number + ", " + submitted, PATIENCE);
        runs.add(run);
        visible.add(run);
        if (runs.size() > MOST_RUNS) {
            deleteOldest();
        }
    }

    private void upload() {
        var rows = new StringBuilder();
        for (int row = 0; row < 200; row++) {
            rows.append(row == 0 ? "[" : ",[").append(random.nextGaussian()).append(',').append(random.nextInt(9)).append(']');
        }
        var name = "upload " + submitted + " " + random.nextInt();
        var reply = patiently("an upload", () -> client.post("/api/v1/datasets", "{\"name\":\"%s\",\"columns\":[\"x\",\"y\"],\"rows\":[%s]}".formatted(name, rows), name + " of " + number), 201);
        datasets.add(reply.json().get("id").asString());
        if (datasets.size() > 3) {
            deleted("/api/v1/datasets/" + datasets.remove());
        }
    }

    /** Events are numbered from 1 without gaps, however often the node died meanwhile. */
    private void stream() {
        if (!runs.isEmpty()) {
            var reply = once(() -> client.stream(runs.getLast()), 200);
            var ids = reply.status() == 200 ? EVENT_ID.matcher(reply.text()).results().mapToLong(id -> Long.parseLong(id.group(1))).toArray() : new long[0];
            for (int i = 0; i < ids.length; i++) {
                require(ids[i] == i + 1, "the stream of " + runs.getLast() + " has event " + ids[i] + " in place " + (i + 1));
            }
        }
    }

    private void predict() {
        if (!runs.isEmpty()) {
            once(() -> client.post("/api/v1/runs/" + runs.getFirst() + "/predictions", "{\"rows\":[{\"x1\":0.5,\"x2\":-0.25}]}", null), 200, 409);
        }
    }

    private void cancel() {
        if (!runs.isEmpty()) {
            once(() -> client.cancel(runs.getLast()), 200, 202, 409);
        }
    }

    private void deleteOldest() {
        if (runs.size() > 4 && once(() -> client.delete("/api/v1/runs/" + runs.getFirst()), 204, 404, 409).status() != 409) {
            visible.remove(runs.remove());
        }
    }

    /** A refusal names what is wrong, and nothing is left of it. */
    private void mistake() {
        once(() -> client.post("/api/v1/runs", "{\"name\":\"never\",\"dataset\":\"spirals\",\"target\":\"label\",\"model\":{\"layers\":[{\"type\":\"dense\",\"unit\":3}]}}", null), 422);
        once(() -> client.post("/api/v1/datasets", "{\"name\":\"never\",\"columns\":[\"x\",\"y\"],\"rows\":[[1,2],[3]]}", null), 422);
    }

    /** What belongs to another is not there. */
    private void pry(SoakTenant other) {
        if (other != this) {
            other.visible.stream().findAny().ifPresent(run -> {
                once(() -> client.get("/api/v1/runs/" + run), 404);
                once(() -> client.cancel(run), 404);
                once(() -> client.delete("/api/v1/runs/" + run), 404);
            });
        }
    }

    void awaitAll(Duration deadline) {
        runs.forEach(run -> client.awaitEnd(run, deadline));
    }

    void deleteAll() {
        runs.forEach(run -> deleted("/api/v1/runs/" + run));
        datasets.forEach(dataset -> deleted("/api/v1/datasets/" + dataset));
        deleted("/api/v1/datasets/" + spirals);
    }

    private void deleted(String path) {
        patiently("a delete", () -> client.delete(path), 204, 404);
    }

    @FunctionalInterface
    private interface Ask {
        Client.Reply now();
    }

    /** Asked once; any answer but the expected ones and that of a service that is away is a complaint. */
    private Client.Reply once(Ask ask, Integer... expected) {
        calls.incrementAndGet();
        var reply = ask.now();
        require(Set.of(expected).contains(reply.status()) || LATER.contains(reply.status()), "tenant " + number + " expected " + List.of(expected) + " and got " + reply);
        return reply;
    }

    private Client.Reply patiently(String what, Ask ask, Integer... expected) {
        return Waiting.until(what + " of tenant " + number + " is answered", PATIENCE, () -> {
            var reply = once(ask, expected);
            if (Set.of(expected).contains(reply.status())) {
                return reply;
            }
            Waiting.pass(Duration.ofMillis(200));
            return null;
        });
    }

    private void require(boolean holds, String sentence) {
        if (!holds && complaints.size() < 20) {
            complaints.add(sentence.length() > 400 ? sentence.substring(0, 400) : sentence);
        }
    }
}
