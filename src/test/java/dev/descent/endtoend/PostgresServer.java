package dev.descent.endtoend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A real PostgreSQL on loopback, started once in this JVM and ended with it. As root it starts its server by {@code unshare} as somebody else. */
final class PostgresServer {

    private static EmbeddedPostgres server;
    private static String reason;

    private PostgresServer() {}

    /**
     * What the application is started with to use a new, empty database of this name.
     *
     * @throws TestAbortedException if no server can be had here, saying why
     */
    static List<String> arguments(String database) {
        var running = running();
        try (var connection = running.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.of("--spring.profiles.active=postgres", "--DESCENT_DB_URL=" + running.getJdbcUrl("postgres", database), "--DESCENT_DB_USER=postgres");
    }

    private static synchronized EmbeddedPostgres running() {
        if (server == null && reason == null) {
            start();
        }
        if (server == null) {
            throw new TestAbortedException("PostgreSQL could not be started here, nothing is shown about it: " + reason);
        }
        return server;
    }

    private static void start() {
        try {
            server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(30)).setRegisterShutdownHook(false).start();
            Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::stop));
        } catch (IOException | RuntimeException e) {
            reason = e.toString();
            System.err.println("SKIPPED: no PostgreSQL for the tests: " + reason);
        }
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
