package dev.descent.support.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A connection outside of the pool, made when it is first needed and again after it was closed. */
final class OwnConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);

    private final JdbcConnectionDetails details;
    private Connection connection;

    OwnConnection(JdbcConnectionDetails details) {
        this.details = details;
    }

    synchronized Connection get() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
        }
        return connection;
    }

    /** To an embedded database, of which it changes no byte. To be closed before {@link #get} is called. */
    Connection readOnly() throws SQLException {
        return DriverManager.getConnection(details.getJdbcUrl() + ";ACCESS_MODE_DATA=r", details.getUsername(), details.getPassword());
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A broken connection could not be closed", e);
        } finally {
            connection = null;
        }
    }
}
