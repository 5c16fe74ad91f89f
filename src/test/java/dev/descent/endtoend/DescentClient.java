package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the service: speaks nothing but HTTP and JSON, so that the tests read like the API guide. */
final class DescentClient implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> TERMINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    /** @param base scheme, host and port, such as {@code http://127.0.0.1:8080} */
    DescentClient(String base) {
        this(base, null);
    }

    private DescentClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Another client of the same service. @param key an API key or a token */
    DescentClient with(String key) {
        return new DescentClient(base, key);
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return response.body();
        }

        /** This answer, which must have this status. */
        Answer expect(int wanted) {
            assertThat(status).as("%s %s: %s", response.request().method(), response.uri(), text()).isEqualTo(wanted);
            return this;
        }
    }

    String base() {
        return base;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** @param body JSON text, or anything Jackson writes as JSON */
    Answer post(String path, Object body, String... headers) {
        return send(withHeaders(request(path).header("Content-Type", "application/json"), headers).POST(BodyPublishers.ofString(json(body))));
    }

    Answer put(String path, Object body) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json(body))));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    /** One part of a multipart body; {@code fileName} null makes it a plain field. */
    record Part(String name, String fileName, byte[] content) {

        static Part file(String fileName, String content) {
            return new Part("file", fileName, content.getBytes(StandardCharsets.UTF_8));
        }

        static Part field(String name, String value) {
            return new Part(name, null, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    Answer postMultipart(String path, List<Part> parts) {
        var boundary = "descent-test-boundary";
        var body = new ArrayList<byte[]>();
        for (var part : parts) {
            var fileName = part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"\r\nContent-Type: text/csv";
            body.add(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"" + fileName + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.add(part.content());
            body.add("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary).POST(BodyPublishers.ofByteArrays(body)));
    }

    /** Uploads a file of the test resources and returns the dataset's id. */
    String upload(String name, Path file) {
        try {
            var parts = List.of(new Part("file", file.getFileName().toString(), Files.readAllBytes(file)), Part.field("name", name));
            return postMultipart("/api/v1/datasets", parts).expect(201).json().get("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores rows given inline and returns the dataset's id. */
    String createDataset(String name, List<String> columns, Object rows) {
        return post("/api/v1/datasets", Map.of("name", name, "columns", columns, "rows", rows)).expect(201).json().get("id").asString();
    }

    /** Submits a run and returns its id. */
    String submit(Object request) {
        return post("/api/v1/runs", request).expect(202).json().get("id").asString();
    }

    JsonNode run(String id) {
        return get("/api/v1/runs/" + id).expect(200).json();
    }

    /** Waits until the run has ended, and fails after the deadline. */
    JsonNode awaitEnd(String id, Duration deadline) {
        return await(id, deadline, run -> TERMINAL.contains(run.get("status").asString()));
    }

    JsonNode awaitSuccess(String id) {
        var run = awaitEnd(id, Duration.ofSeconds(120));
        assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    JsonNode await(String id, Duration deadline, Predicate<JsonNode> condition) {
        var end = System.nanoTime() + deadline.toNanos();
        var run = run(id);
        while (!condition.test(run)) {
            assertThat(System.nanoTime()).as("deadline of %s passed: %s", deadline, run).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            run = run(id);
        }
        return run;
    }

    /** All epochs of a run, page after page. */
    List<JsonNode> epochs(String id) {
        var all = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            var after = all.isEmpty() ? 0 : all.getLast().get("epoch").asInt();
            page = get("/api/v1/runs/" + id + "/epochs?limit=500&after=" + after).expect(200).json().get("data");
            page.forEach(all::add);
        } while (!page.isEmpty());
        return all;
    }

    JsonNode weights(String id) {
        return get("/api/v1/runs/" + id + "/checkpoints/latest/weights").expect(200).json();
    }

    JsonNode predict(String id, List<Map<String, Object>> rows) {
        return post("/api/v1/runs/" + id + "/predictions", Map.of("rows", rows, "checkpoint", "latest")).expect(200).json().get("predictions");
    }

    @Override
    public void close() {
        http.close();
    }

    private static String json(Object body) {
        return body instanceof String text ? text : JSON.writeValueAsString(body);
    }

    private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }
}
