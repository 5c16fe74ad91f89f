package dev.descent.support.store;

import java.sql.Connection;
import java.sql.SQLException;

/** {@code CHECKPOINT SYNC} of the embedded database, on a connection of its own: the pool may be in use by those who wait for it. */
final class CheckpointSync implements GroupCommit.Sync {

    private final OwnConnection connection;

    CheckpointSync(OwnConnection connection) {
        this.connection = connection;
    }

    @Override
    public void run() throws SQLException {
        try {
            execute(connection.get());
        } catch (SQLException e) {
            // The database closes itself when it cannot write; the next one finds it open again, or the disk still full.
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private static void execute(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }
}
