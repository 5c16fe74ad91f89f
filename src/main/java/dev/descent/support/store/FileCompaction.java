package dev.descent.support.store;

import dev.descent.support.QuietExecutors;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file of the embedded database small. What is deleted leaves holes, and a stretch of the file is written anew only once nothing in it is
 * needed any more: with {@code WRITE_DELAY=0} the database has no thread of its own that gathers what is left in the sparse ones.
 */
final class FileCompaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileCompaction.class);
    private static final int SECONDS = 1;
    /** Percent of the file that should be in use; below, what is left of the sparsest stretches is written once more. */
    private static final int FILL_RATE = 50;
    /** At a time: a tenth of a second of a slow disk, for which commits may have to wait. */
    private static final int BYTES = 4 << 20;

    private final OwnConnection connection;
    private final ScheduledExecutorService executor = QuietExecutors.scheduled("compaction", 1);

    /** @param embedded whether there is such a file */
    FileCompaction(OwnConnection connection, boolean embedded) {
        this.connection = connection;
        if (embedded) {
            executor.scheduleWithFixedDelay(this::compact, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    private void compact() {
        try {
            var session = (SessionLocal) connection.get().unwrap(JdbcConnection.class).getSession();
            session.getDatabase().getStore().getMvStore().compact(FILL_RATE, BYTES);
        } catch (SQLException | DbException | MVStoreException e) {
            LOG.debug("The database file could not be compacted; the next second will try again", e);
        }
    }

    /** Waits for what is under way, since the database closes next. */
    @Override
    public void close() {
        executor.close();
    }
}
