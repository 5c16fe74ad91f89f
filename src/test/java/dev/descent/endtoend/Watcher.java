package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One who watches a run by server-sent events, read as the HTML standard says. */
final class Watcher implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int status;
    private final BufferedReader lines;

    /** @param lastEventId null for none */
    Watcher(String base, String path, Long lastEventId) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/event-stream").timeout(Duration.ofSeconds(30));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            status = response.statusCode();
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    record Message(long id, String event, JsonNode data) {}

    int status() {
        return status;
    }

    /** Empty where the stream was closed. */
    Optional<Message> next() {
        var fields = new HashMap<String, String>();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && fields.containsKey("data")) {
                    return Optional.of(new Message(Long.parseLong(fields.get("id")), fields.get("event"), DescentClient.JSON.readTree(fields.get("data"))));
                }
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            return Optional.empty();
        } catch (IOException brokenOff) {
            return Optional.empty();
        }
    }

    /** All until the stream is closed. */
    List<Message> rest() {
        var all = new ArrayList<Message>();
        for (var message = next(); message.isPresent(); message = next()) {
            all.add(message.get());
        }
        return all;
    }

    Message expect(String event) {
        var message = next();
        while (message.isPresent() && !message.get().event().equals(event)) {
            message = next();
        }
        assertThat(message).as("an event of type " + event).isPresent();
        return message.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
