package dev.descent.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What clients saw, one call a line: client, sent and answered (nanoseconds of one clock), method, path, key, body, status (0: no answer), answer. */
final class History implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final BufferedWriter lines;
    private final Set<String> unanswered = new HashSet<>();

    History(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            this.lines = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys of the calls that got no answer. */
    synchronized Set<String> unanswered() {
        return Set.copyOf(unanswered);
    }

    synchronized void add(String client, long sent, long answered, String method, String path, String key, String body, Client.Reply reply) {
        if (reply.status() == 0 && key != null) {
            unanswered.add(key);
        }
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("client", client);
        call.put("sent", sent);
        call.put("answered", answered);
        call.put("method", method);
        call.put("path", path);
        call.put("key", key);
        call.put("body", body);
        call.put("status", reply.status());
        call.put("answer", reply.text());
        try {
            lines.write(JSON.writeValueAsString(call));
            lines.newLine();
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
