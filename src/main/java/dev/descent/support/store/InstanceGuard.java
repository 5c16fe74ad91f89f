package dev.descent.support.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Opens the embedded database only where it is the one that belongs to the data directory. After a power cut it can come back empty
 * without an error, and creating the tables anew would hide the loss.
 */
final class InstanceGuard implements FlywayMigrationStrategy, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceGuard.class);
    private static final int ALREADY_OPEN = 90020;
    private static final String WAY_OUT = "; bring back the one that is missing, or start once with --accept-data-loss to go on with what is there";

    private final DatabaseFile database;
    private final MarkerFile file;
    private final OwnConnection connection;
    private final boolean acceptsLoss;
    private final Clock clock;
    private Marker current;

    /** @param acceptsLoss go on with whatever is there */
    InstanceGuard(DatabaseFile database, OwnConnection connection, boolean acceptsLoss, Clock clock) {
        this.database = database;
        this.file = new MarkerFile(database.directory());
        this.connection = connection;
        this.acceptsLoss = acceptsLoss;
        this.clock = clock;
    }

    /** @throws StartRefusedException where the two sides do not belong together, or somebody else has the database open */
    @Override
    public void migrate(Flyway flyway) {
        try {
            var before = acceptsLoss ? Optional.<Marker>empty() : agreed();
            connection.get();
            flyway.migrate();
            write(before.orElseGet(() -> Marker.ofNewInstallation(clock.instant())).next(flyway.info().current().getVersion().toString()));
        } catch (IOException e) {
            throw new StartRefusedException("the file " + file.place() + " cannot be read or written: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw cannotOpen(e);
        }
    }

    /** An orderly end: whatever is copied before it is older than what is there now. */
    @Override
    public void close() {
        try {
            if (current != null) {
                write(current.next(current.schemaVersion()));
            }
        } catch (IOException | SQLException e) {
            LOG.warn("The end of the service could not be noted; nothing is lost: {}", e.getMessage());
        }
    }

    /** What both sides say; empty where neither says anything, as in a new installation or one from before there were markers. */
    private Optional<Marker> agreed() throws IOException, SQLException {
        var inFile = file.read();
        if (inFile.isPresent() && !database.hasContent()) {
            throw new StartRefusedException("the data directory holds " + file.place().getFileName() + ", but its database " + database.path() + " is missing or empty" + WAY_OUT);
        }
        if (!database.hasContent()) {
            return Optional.empty();
        }
        var inDatabase = inDatabase(inFile);
        if (inDatabase.isEmpty()) {
            return inDatabase;
        }
        var expected = file.prepared().filter(inDatabase.get()::matches).or(() -> inFile);
        if (expected.isEmpty()) {
            throw new StartRefusedException("the file " + file.place() + " that belongs to the database is missing" + WAY_OUT);
        }
        if (!expected.get().matches(inDatabase.get())) {
            throw new StartRefusedException("the database " + database.path() + " and the file " + file.place() + " do not belong together"
                    + (expected.get().id().equals(inDatabase.get().id()) ? ", one of them is an older copy" : "") + WAY_OUT);
        }
        return inDatabase;
    }

    /** What is refused must be left as it is: merely opened for writing it would change. */
    private Optional<Marker> inDatabase(Optional<Marker> inFile) throws SQLException {
        try (var reading = connection.readOnly()) {
            var row = new MarkerRow(reading);
            var marker = row.read();
            if (marker.isEmpty() && inFile.isPresent()) {
                throw new StartRefusedException("the database " + database.path() + (row.databaseIsEmpty() ? " is empty" : " is older than " + file.place()) + WAY_OUT);
            }
            return marker;
        }
    }

    /** In this order: where it breaks off, the next start finds either the pair from before or the file beside its place. */
    private void write(Marker marker) throws IOException, SQLException {
        file.prepare(marker);
        new MarkerRow(connection.get()).write(marker);
        file.publish();
        current = marker;
    }

    private StartRefusedException cannotOpen(SQLException e) {
        return new StartRefusedException(e.getErrorCode() == ALREADY_OPEN
                ? "another process uses the database " + database.path() + "; end it, or start this one with another --descent.data-directory"
                : "the database " + database.path() + " cannot be opened: " + e.getMessage(), e);
    }
}
