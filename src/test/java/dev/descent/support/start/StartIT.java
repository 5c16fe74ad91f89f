package dev.descent.support.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, started as the README says, by the {@code java} of the PATH and without a flag. */
class StartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final int port = freePort();
    private Process process;

    @AfterEach
    void end() {
        if (process == null) return;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Test
    void the_jar_serves_from_a_java_25_with_the_vector_module_and_ends_with_sigterm() throws Exception {
        start();
        awaitReadiness();
        ProcessHandle child = process.children().findFirst().orElseThrow();
        assertThat(child.info().commandLine().orElseThrow()).contains("--add-modules=jdk.incubator.vector", "-Ddescent.answer=42");

        process.toHandle().destroy();

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(child.isAlive()).isFalse();
        assertThat(log()).contains("Graceful shutdown complete");
    }

    @Test
    void no_child_is_left_where_the_parent_was_killed() throws Exception {
        start();
        awaitReadiness();
        ProcessHandle child = process.children().findFirst().orElseThrow();

        process.destroyForcibly();

        child.onExit().get(30, TimeUnit.SECONDS);
    }

    /** What it has not loaded by then cannot be found any more, so it need not end in order, but it ends. */
    @Test
    void sigterm_ends_a_service_whose_jar_was_replaced() throws Exception {
        var jar = Files.copy(Path.of(System.getProperty("descent.jar")), directory.resolve("descent.jar"));
        start(jar.toString());
        awaitReadiness();
        Files.write(jar, new byte[1 << 20]);

        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).isIn(0, LastResort.NOT_IN_TIME);
    }

    private void start() throws IOException {
        start(System.getProperty("descent.jar"));
    }

    private void start(String jar) throws IOException {
        var builder = new ProcessBuilder(List.of("java", "-Ddescent.answer=42", "-jar", jar,
                        "--server.port=" + port, "--descent.data-directory=" + directory.resolve("data")))
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "log"));
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        process = builder.start();
    }

    private void awaitReadiness() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10)).build();
        Instant deadline = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(deadline)) {
                if (!process.isAlive()) fail("ended with " + process.exitValue() + ":\n" + log());
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) return;
                } catch (ConnectException | HttpTimeoutException notYet) {
                    // asked again below
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        fail("not ready in " + PATIENCE + ":\n" + log());
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
