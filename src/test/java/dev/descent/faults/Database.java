package dev.descent.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** What outlives the processes. */
sealed interface Database {

    /** What a node is started with to use it. */
    List<String> arguments();

    /** For the checker, once nobody else writes. */
    Connection connect() throws SQLException;

    /** One file in a directory, used by one node at a time. */
    record H2(Path directory) implements Database {

        @Override
        public List<String> arguments() {
            return List.of("--descent.data-directory=" + directory);
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:h2:" + directory.toAbsolutePath().resolve("db") + ";MODE=PostgreSQL;IFEXISTS=TRUE", "descent", "");
        }
    }

    /** A database of a server, used by many nodes; each has a directory of its own for what is only in passing. */
    record OfPostgres(Postgres server, String name, Path directory) implements Database {

        @Override
        public List<String> arguments() {
            return List.of("--spring.profiles.active=postgres", "--DESCENT_DB_URL=" + server.url(name), "--DESCENT_DB_USER=postgres",
                    "--descent.data-directory=" + directory, "--db-scheduler.heartbeat-interval=600ms", "--db-scheduler.missed-heartbeats-limit=4");
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(server.url(name), "postgres", "");
        }
    }
}
