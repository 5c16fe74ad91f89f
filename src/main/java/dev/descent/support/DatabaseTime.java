package dev.descent.support;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** The time that all nodes share is the database's; an embedded one has none but the machine's. */
record DatabaseTime(DataSource database) implements Supplier<Instant> {

    @Override
    public Instant get() {
        try (var connection = database.getConnection()) {
            if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
                return Clock.systemUTC().instant();
            }
            try (var statement = connection.createStatement(); var row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The time of the database could not be read", e);
        }
    }
}
