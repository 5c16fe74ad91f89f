package dev.descent.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server of our own that can be stopped hard and started again. As root it runs under {@code unshare} as somebody else. */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private Path data;
    private final Path binaries;
    private final int port;
    private final EmbeddedPostgres server;
    private final Path log;
    private boolean moved;

    private Postgres(Path data, Path binaries, EmbeddedPostgres server) {
        this.data = data;
        this.log = data.resolveSibling("pg_ctl.log");
        this.binaries = binaries;
        this.server = server;
        this.port = server.getPort();
    }

    /** @throws IOException if none can be had here */
    static Postgres start(Path directory) throws IOException {
        var data = directory.resolve("pgdata").toAbsolutePath();
        var binaries = Path.of("target", "faults", "postgres").toAbsolutePath();
        Files.createDirectories(data);
        var server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).setDataDirectory(data).setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile()).setRegisterShutdownHook(false).start();
        return new Postgres(data, binaries, server);
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Database.OfPostgres create(String database, Path directory) {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, ""); var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database.OfPostgres(this, database, directory);
    }

    /** As a crash: nothing is flushed, connections break. */
    void stopImmediately() {
        control("-m", "immediate", "-w", "stop");
    }

    /** With the options of the last start. */
    void startAgain() {
        start(options());
    }

    /**
     * With its data there, and from now on it flushes what it commits, as servers do; the distribution for tests is started without. Its own
     * keeper would hold a file on the disk open, and a local socket would outlive the power cut.
     *
     * @return options for {@link #startAfterPowerCut}
     */
    String moveDurable(Path directory) {
        control("-m", "fast", "-w", "stop");
        var options = options().replace("\"-F\"", "").replace("synchronous_commit=off", "synchronous_commit=on") + " -c unix_socket_directories=";
        var target = directory.resolve("pgdata");
        run(List.of("cp", "-a", data.toString(), target.toString()));
        run(List.of("sync", "-f", target.toString()));
        data = target;
        moved = true;
        start(options);
        return options;
    }

    /** All of its processes at once, touching no file. */
    static void kill(long postmaster) {
        ProcessHandle.of(postmaster).ifPresent(process -> Stream.concat(process.descendants(), Stream.of(process)).toList().forEach(ProcessHandle::destroyForcibly));
    }

    /** First the one that would make others, and that takes note of those which end. */
    static void freeze(long postmaster) {
        Signal.STOP.send(postmaster);
        ProcessHandle.of(postmaster).ifPresent(process -> process.descendants().forEach(other -> Signal.STOP.send(other.pid())));
    }

    /** Of the first of its processes. */
    long pid() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a power cut, when no process can have its number any more. */
    void startAfterPowerCut(String options) {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(options);
    }

    private void start(String options) {
        control("-w", "-t", "60", "-l", log.resolveSibling("postgres.log").toString(), "-o", options, "start");
    }

    private String options() {
        try {
            var words = Files.readString(data.resolve("postmaster.opts")).strip();
            return words.substring(words.indexOf(' ') + 1).replaceAll("\"-D\" \"[^\"]*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void control(String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program().toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) {
        try {
            int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path program() {
        try (Stream<Path> files = Files.walk(binaries)) {
            return files.filter(file -> file.endsWith(Path.of("bin", "pg_ctl"))).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() throws IOException {
        if (moved && Files.exists(data.resolve("postmaster.pid"))) {
            stopImmediately();
        }
        server.close();
    }
}
