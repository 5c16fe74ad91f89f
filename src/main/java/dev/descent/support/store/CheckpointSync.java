package dev.descent.support.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStoreException;

/**
 * Brings the file of the embedded database to the disk, on a connection of its own: the pool may be in use by those who wait for it. Its
 * statement {@code CHECKPOINT SYNC} would store first what transactions under way have written so far, in the middle of it; what is
 * committed is in the file already, by {@code WRITE_DELAY=0}.
 */
final class CheckpointSync implements GroupCommit.Sync {

    private final OwnConnection connection;

    CheckpointSync(OwnConnection connection) {
        this.connection = connection;
    }

    @Override
    public void run() throws SQLException {
        try {
            sync(connection.get());
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

    private static void sync(Connection connection) throws SQLException {
        try {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().sync();
        } catch (MVStoreException | DbException e) {
            throw DbException.toSQLException(e);
        }
    }
}
