package dev.descent.faults;

import dev.descent.DescentApplication;
import dev.descent.run.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service in a JVM of its own that can be killed, frozen, and started again on the same port. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    private final String name;
    private final Path directory;
    private final List<String> arguments;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = freePort();
    private Class<?> main = FaultyApplication.class;
    private Process process;

    ServiceProcess(String name, Path directory, List<String> arguments) {
        this.name = name;
        this.directory = directory;
        this.arguments = arguments;
    }

    long pid() {
        return process.pid();
    }

    /** For the processes that are launched from now on. */
    ServiceProcess withEnvironment(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Without failpoints and mutations, whose place between service and database changes the order in which it opens and who names its exit code. */
    ServiceProcess unprepared() {
        main = DescentApplication.class;
        return this;
    }

    /** What the process has computed so far, over all of its threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    ServiceProcess launch() {
        try {
            Files.createDirectories(failpoints());
            var builder = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServiceProcess awaitReadiness() {
        Waiting.until(name + " is ready; see " + log(), START, () -> {
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended with " + process.exitValue() + " instead of becoming ready; see " + log());
            }
            return isReady();
        });
        return this;
    }

    ServiceProcess start() {
        return launch().awaitReadiness();
    }

    /** At once, without a word. */
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** The process stands still, and its connections with it. */
    void freeze() {
        Signal.STOP.send(process.pid());
    }

    void thaw() {
        Signal.CONT.send(process.pid());
    }

    /** Whether it stands still, be it by its own failpoint. */
    boolean isFrozen() {
        try {
            var state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return state.charAt(state.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void arm(Failpoint.Place place, ArmedFailpoint.Strike strike) {
        try {
            var next = Files.writeString(failpoints().resolve(".next"), strike.name());
            Files.move(next, failpoints().resolve(place.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nobody has passed it since it was armed. */
    boolean isArmed(Failpoint.Place place) {
        return Files.exists(failpoints().resolve(place.name()));
    }

    /** From now on it runs without this safeguard. */
    void mutate(Mutation mutation) {
        try {
            Files.createFile(failpoints().resolve(mutation.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on a copy of the database is kept as the disk has it. */
    void keepImage(Path database) {
        try {
            Files.writeString(failpoints().resolve(DiskImage.WANTED), database.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No failpoint strikes any more, and every safeguard is back. */
    void disarm() {
        try (var files = Files.list(failpoints())) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, without waiting. */
    void terminate() {
        Signal.TERM.send(process.pid());
    }

    /** An orderly end; returns its exit code. */
    int stop() {
        terminate();
        return awaitExit(Duration.ofSeconds(40));
    }

    int awaitExit(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " did not end within " + deadline + "; see " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String logText() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private Path log() {
        return directory.resolve(name + ".log");
    }

    private Path failpoints() {
        return directory.resolve(name + "-failpoints");
    }

    private List<String> command() {
        var command = new ArrayList<>(QuickStart.command("-D" + FaultyApplication.FAILPOINTS + "=" + failpoints()));
        command.set(command.size() - 1, main.getName());
        command.addAll(List.of("--server.port=" + port, "--descent.worker.warm-up=false", "--springdoc.api-docs.enabled=false", "--springdoc.swagger-ui.enabled=false"));
        command.addAll(arguments);
        return command;
    }

    private boolean isReady() {
        try {
            var connection = (HttpURLConnection) URI.create(base() + "/actuator/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
