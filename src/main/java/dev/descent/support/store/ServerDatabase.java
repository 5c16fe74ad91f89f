package dev.descent.support.store;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** A database on a server, which may be away or unknown when the service starts. */
final class ServerDatabase {

    private ServerDatabase() {}

    /** @throws StartRefusedException if it cannot be connected to */
    static void migrate(Flyway flyway, String url) {
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            throw refused(e, url);
        }
    }

    private static RuntimeException refused(RuntimeException failure, String url) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem && isAboutConnecting(problem)) {
                return new StartRefusedException("the database " + url.replaceFirst("\\?.*", "") + " cannot be used (" + problem.getMessage().lines().findFirst().orElse("")
                        + "); start it, or set DESCENT_DB_URL, DESCENT_DB_USER and DESCENT_DB_PASSWORD", failure);
            }
        }
        return failure;
    }

    /** Connection exception, invalid authorization, unknown database, server starting or ending. */
    private static boolean isAboutConnecting(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().matches("08...|28...|3D...|57P0.");
    }
}
