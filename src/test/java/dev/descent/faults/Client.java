package dev.descent.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user whose every call is written down. It knows that services die: a call without an answer is an answer, too. */
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final String RUNS = "/api/v1/runs";

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String name;
    private final String base;
    private final History history;
    private String authorization;

    Client(String name, String base, History history) {
        this.name = name;
        this.base = base;
        this.history = history;
    }

    /**
     * @param status 0 where no answer came, and then the text says why
     * @param retryAfter empty for none
     */
    record Reply(int status, String text, String retryAfter) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        Reply expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected " + wanted + ", got " + status + ": " + text);
            }
            return this;
        }
    }

    /** From now on it shows this key. */
    Client with(String apiKey) {
        authorization = "Bearer " + apiKey;
        return this;
    }

    Reply get(String path) {
        return call("GET", path, null, null);
    }

    Reply delete(String path) {
        return call("DELETE", path, null, null);
    }

    /** All events from the first on, as a stream that ends with the run. */
    Reply stream(String run) {
        return call("GET", RUNS + "/" + run + "/events?after=0", null, null, "text/event-stream");
    }

    /** @param key null for none */
    Reply post(String path, String body, String key) {
        return call("POST", path, body, key);
    }

    Reply cancel(String run) {
        return post(RUNS + "/" + run + "/cancel", "", null);
    }

    void createDataset(String body) {
        post("/api/v1/datasets", body, null).expect(201);
    }

    String submit(String body) {
        return post(RUNS, body, null).expect(202).json().get("id").asString();
    }

    /** Sends it again under the same key until it is answered for good, as the documentation tells users to. */
    String submitPatiently(String body, String key, Duration deadline) {
        return Waiting.until("a run is accepted under key " + key, deadline, () -> {
            var reply = post(RUNS, body, key);
            return switch (reply.status()) {
                case 202 -> reply.json().get("id").asString();
                case 0, 409, 429, 502, 503 -> {
                    Waiting.pass(RETRY);
                    yield null;
                }
                default -> throw new AssertionError("a submission was answered by " + reply);
            };
        });
    }

    JsonNode run(String id) {
        return get(RUNS + "/" + id).expect(200).json();
    }

    /** The run as it ended, however often the service was away meanwhile. */
    JsonNode awaitEnd(String id, Duration deadline) {
        return Waiting.until("run " + id + " has ended", deadline, () -> {
            var reply = get(RUNS + "/" + id);
            return reply.status() == 200 && ENDED.contains(reply.json().get("status").asString()) ? reply.json() : null;
        });
    }

    JsonNode awaitEpoch(String id, int epoch, Duration deadline) {
        return Waiting.until("run " + id + " has trained " + epoch + " epochs", deadline, () -> {
            var reply = get(RUNS + "/" + id);
            return reply.status() == 200 && reply.json().path("progress").path("epoch").asInt(0) >= epoch ? reply.json() : null;
        });
    }

    private Reply call(String method, String path, String body, String key) {
        return call(method, path, body, key, "*/*");
    }

    private Reply call(String method, String path, String body, String key, String accept) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).header("Content-Type", "application/json").header("Accept", accept);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        long sent = System.nanoTime();
        var reply = answer(request.build());
        history.add(name, sent, System.nanoTime(), method, path, key, body, reply);
        return reply;
    }

    private Reply answer(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers().firstValue("Retry-After").orElse(""));
        } catch (IOException e) {
            return new Reply(0, e.toString(), "");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
