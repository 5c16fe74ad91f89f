package dev.descent.support.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The marker in the database. */
record MarkerRow(Connection connection) {

    boolean databaseIsEmpty() throws SQLException {
        return !hasTable("flyway_schema_history");
    }

    Optional<Marker> read() throws SQLException {
        if (!hasTable("instance")) {
            return Optional.empty();
        }
        try (var statement = connection.createStatement(); var rows = statement.executeQuery("select id, generation, created_at from instance")) {
            return rows.next()
                    ? Optional.of(new Marker(rows.getString(1), rows.getLong(2), "", rows.getObject(3, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        }
    }

    /** On the disk when it returns. */
    void write(Marker marker) throws SQLException {
        connection.setAutoCommit(false);
        try (var delete = connection.createStatement(); var insert = connection.prepareStatement("insert into instance (id, generation, created_at) values (?, ?, ?)")) {
            delete.execute("delete from instance");
            insert.setString(1, marker.id());
            insert.setLong(2, marker.generation());
            insert.setObject(3, marker.created().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            // Otherwise the mode that follows would commit the deletion alone.
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        try (var sync = connection.createStatement()) {
            sync.execute("checkpoint sync");
        }
    }

    private boolean hasTable(String name) throws SQLException {
        try (var query = connection.prepareStatement("select count(*) from information_schema.tables where lower(table_name) = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }
}
