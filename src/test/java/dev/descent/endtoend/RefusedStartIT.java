package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar says in one sentence why it does not start, and ends with EX_CONFIG of sysexits.h. */
class RefusedStartIT {

    private static final int MISCONFIGURED = 78;

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void a_second_process_on_one_directory_and_a_directory_whose_database_is_gone_are_refused() throws Exception {
        int port = freePort();
        var data = directory.resolve("data");
        var first = start("first", port, data);
        awaitReadiness(first, port);
        assertThat(Files.readString(data.resolve("instance.json"))).contains("\"id\":\"inst_");

        assertRefused(start("second", freePort(), data), "second", "another process uses the database");
        assertThat(isReady(port)).as("the first one is unharmed").isTrue();

        first.destroy();
        assertThat(first.waitFor(25, TimeUnit.SECONDS)).isTrue();
        Files.delete(data.resolve("db.mv.db"));
        assertRefused(start("third", port, data), "third", "is missing or empty");
        assertThat(data.resolve("db.mv.db")).doesNotExist();

        awaitReadiness(start("fourth", port, data, "--accept-data-loss"), port);
    }

    @Test
    void a_database_server_that_is_away_is_named_with_what_to_set() throws Exception {
        assertRefused(start("postgres", freePort(), directory.resolve("data"), "--spring.profiles.active=postgres",
                "--DESCENT_DB_URL=jdbc:postgresql://127.0.0.1:" + freePort() + "/descent"), "postgres", "DESCENT_DB_URL");
    }

    @Test
    void a_service_without_credentials_listens_on_loopback_only() throws Exception {
        assertRefused(start("open", freePort(), directory.resolve("data"), "--server.address=0.0.0.0"), "open", "descent.security.mode=keys");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    private void assertRefused(Process process, String name, String reason) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(directory.resolve(name + ".err"));
        assertThat(process.exitValue()).as(said).isEqualTo(MISCONFIGURED);
        assertThat(said.lines()).as(said).filteredOn(line -> line.startsWith("Descent does not start: ")).singleElement().asString().contains(reason);
        assertThat(said).doesNotContain("\tat ");
    }

    private Process start(String name, int port, Path data, String... more) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", System.getProperty("descent.jar", "target/descent.jar"),
                "--server.port=" + port, "--descent.worker.warm-up=false", "--descent.data-directory=" + data));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectOutput(directory.resolve(name + ".out").toFile()).redirectError(directory.resolve(name + ".err").toFile()).start();
        processes.add(process);
        return process;
    }

    private static void awaitReadiness(Process process, int port) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(process.isAlive()).as("the process lives").isTrue();
            return isReady(port);
        });
    }

    private static boolean isReady(int port) {
        try (var descent = new DescentClient("http://127.0.0.1:" + port)) {
            return descent.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
