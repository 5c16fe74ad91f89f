package dev.descent.support.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What belongs together is opened; whatever looks like a loss is not touched. */
class InstanceGuardTest {

    @TempDir
    Path directory;

    private record Database(String getUsername, String getPassword, String getJdbcUrl) implements JdbcConnectionDetails {}

    /** A service that lives for the length of a try block. */
    private final class Service implements AutoCloseable {

        final OwnConnection connection = new OwnConnection(database());
        final InstanceGuard guard;

        Service(boolean acceptsLoss) {
            guard = new InstanceGuard(DatabaseFile.of(database().getJdbcUrl()).orElseThrow(), connection, acceptsLoss, Clock.tick(Clock.systemUTC(), Duration.ofMillis(1)));
            try {
                guard.migrate(Flyway.configure().dataSource(database().getJdbcUrl(), "descent", "").load());
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        }

        void die() {
            connection.close();
        }

        @Override
        public void close() {
            guard.close();
            connection.close();
        }
    }

    private Database database() {
        return new Database("descent", "", "jdbc:h2:async:" + directory + "/db;WRITE_DELAY=0;MODE=PostgreSQL");
    }

    @Test
    void a_new_installation_gets_a_marker_on_both_sides_and_opens_again_after_an_orderly_end_and_after_a_crash() throws IOException {
        var first = new Service(false);
        var marker = new MarkerFile(directory).read().orElseThrow();
        assertThat(marker.id()).startsWith("inst_");
        assertThat(marker.schemaVersion()).matches("[0-9]+");
        first.close();
        new Service(false).die();
        try (var _ = new Service(false)) {
            var later = new MarkerFile(directory).read().orElseThrow();
            assertThat(later.id()).isEqualTo(marker.id());
            assertThat(later.generation()).isEqualTo(marker.generation() + 3);
            assertThat(later.created()).isEqualTo(marker.created());
        }
    }

    @Test
    void an_installation_from_before_there_were_markers_is_adopted() throws IOException {
        Flyway.configure().dataSource(database().getJdbcUrl(), "descent", "").target("5").load().migrate();
        new Service(false).close();
        assertThat(new MarkerFile(directory).read()).isPresent();
    }

    @Test
    void a_database_that_is_missing_or_empty_is_not_made_anew() throws IOException {
        new Service(false).close();
        var database = directory.resolve("db.mv.db");
        Files.move(database, directory.resolve("elsewhere"));
        assertRefused("missing or empty");
        assertThat(database).doesNotExist();

        Files.createFile(database);
        assertRefused("missing or empty");
        assertThat(database).isEmptyFile();

        Files.delete(database);
        connectOnce();
        assertRefused("is empty");
    }

    @Test
    void a_database_whose_file_is_missing_is_not_given_a_new_one() throws IOException {
        new Service(false).close();
        Files.delete(directory.resolve("instance.json"));
        assertRefused("instance.json that belongs to the database is missing");
        assertThat(directory.resolve("instance.json")).doesNotExist();
    }

    @Test
    void an_older_copy_of_the_database_is_found_out() throws IOException {
        new Service(false).close();
        Files.copy(directory.resolve("db.mv.db"), directory.resolve("copy"));
        new Service(false).close();
        Files.copy(directory.resolve("copy"), directory.resolve("db.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("older copy");
        assertThat(directory.resolve("db.mv.db")).as("the copy that was refused").hasSameBinaryContentAs(directory.resolve("copy"));
    }

    @Test
    void a_crashed_database_that_is_refused_is_left_as_it_was() throws IOException {
        new Service(false).die();
        Files.copy(directory.resolve("db.mv.db"), directory.resolve("copy"));
        Files.delete(directory.resolve("instance.json"));
        assertRefused("is missing");
        assertThat(directory.resolve("db.mv.db")).hasSameBinaryContentAs(directory.resolve("copy"));
    }

    @Test
    void the_database_of_another_installation_is_not_opened() throws IOException {
        new Service(false).close();
        var json = Files.readString(directory.resolve("instance.json"));
        Files.writeString(directory.resolve("instance.json"), json.replaceFirst("inst_....", "inst_0000"));
        assertRefused("do not belong together");
    }

    @Test
    void a_start_that_was_cut_off_between_the_two_sides_is_mended() throws IOException {
        new Service(false).close();
        var before = new MarkerFile(directory).read().orElseThrow();
        new Service(false).die();
        var marker = new MarkerFile(directory);
        var after = marker.read().orElseThrow();
        // The file as it was before the row was written, and the new one beside it.
        marker.prepare(before);
        marker.publish();
        marker.prepare(after);
        new Service(false).close();
        // The file beside its place, and the row not yet written.
        marker.prepare(after.next("99").next("99").next("99"));
        new Service(false).close();
    }

    @Test
    void whoever_accepts_the_loss_goes_on_with_a_new_pair() throws IOException {
        new Service(false).close();
        var lost = new MarkerFile(directory).read().orElseThrow();
        Files.delete(directory.resolve("db.mv.db"));
        new Service(true).close();
        assertThat(new MarkerFile(directory).read().orElseThrow().id()).isNotEqualTo(lost.id());
        new Service(false).close();
    }

    @Test
    void only_a_database_in_a_file_is_guarded() {
        assertThat(List.of("jdbc:h2:mem:x;MODE=PostgreSQL", "jdbc:h2:tcp://host/db", "jdbc:postgresql://host/db")).allMatch(url -> DatabaseFile.of(url).isEmpty());
        assertThat(DatabaseFile.of("jdbc:h2:async:/var/data/db;WRITE_DELAY=0").orElseThrow().path()).isEqualTo(Path.of("/var/data/db.mv.db").toAbsolutePath());
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> new Service(false).close()).isInstanceOf(StartRefusedException.class).hasMessageContaining(reason).hasMessageContaining("--accept-data-loss");
    }

    private void connectOnce() {
        try (var connection = new OwnConnection(database())) {
            connection.get();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
