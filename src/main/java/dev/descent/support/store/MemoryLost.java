package dev.descent.support.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the embedded database has run out of memory. It goes on with half-written pages then, and whoever commits next
 * may wait for ever; a new process finds what was on the disk, and the runs go on from their checkpoints. The connection pool asks it
 * about every exception that passes through it.
 */
public final class MemoryLost implements SQLExceptionOverride {

    /** As of a JVM that is told to exit on its first such error. */
    private static final int EXIT_CODE = 3;
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLost.class);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        endIfIn(failure);
        return Override.CONTINUE_EVICT;
    }

    static void endIfIn(Throwable failure) {
        if (isIn(failure)) {
            LOG.error("The database ran out of memory, so this process ends now; start it again with more of it (-Xmx), or with fewer descent.worker.slots", failure);
            // No orderly end: that would wait for the database.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    static boolean isIn(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
