package dev.descent.support.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.QueryTimeoutException;

class OneWriterTest {

    private static final List<String> TABLES = List.of("one", "two", "three", "four", "five", "six");
    private static final int WRITERS = 6;
    private static final int IMAGES = 25;

    @TempDir
    Path directory;

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void create() throws SQLException {
        database.setURL("jdbc:h2:async:" + directory.resolve("db") + ";WRITE_DELAY=0;MODE=PostgreSQL");
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("create table busy (id bigint primary key, note varchar(20))");
            for (var table : TABLES) {
                statement.execute("create table " + table + " (id bigint primary key, note varchar(20))");
                statement.execute("create index " + table + "_by_note on " + table + " (note)");
            }
        }
    }

    /** What a process that dies leaves behind: the file as it is between two of the writes that end a commit. */
    @Test
    void whenever_a_process_dies_each_transaction_is_in_the_file_whole_or_not_at_all() throws Exception {
        var over = new AtomicBoolean();
        var number = new AtomicInteger();
        var images = new ArrayList<Path>();
        try (var open = database.getConnection(); var sync = new CheckpointSync(new OwnConnection(details())); var users = Executors.newFixedThreadPool(WRITERS + 1)) {
            var guarded = OneWriter.guard(database);
            var writing = new ArrayList<Future<?>>();
            for (int user = 0; user < WRITERS; user++) {
                writing.add(users.submit(() -> {
                    while (!over.get()) {
                        insertIntoAll(guarded, number.incrementAndGet());
                    }
                    return null;
                }));
            }
            writing.add(users.submit(() -> {
                while (!over.get()) {
                    sync.run();
                }
                return null;
            }));
            for (int image = 0; image < IMAGES; image++) {
                int written = number.get();
                while (number.get() < written + 2 * WRITERS && writing.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait();
                }
                images.add(image(open, image));
            }
            over.set(true);
            for (var user : writing) {
                user.get();
            }
        }
        assertThat(images).allSatisfy(OneWriterTest::isConsistent);
    }

    @Test
    void while_one_transaction_writes_others_wait_for_its_end_and_readers_do_not() throws Exception {
        var guarded = OneWriter.guard(database);
        try (var first = guarded.getConnection(); var second = guarded.getConnection(); var reader = guarded.getConnection()) {
            first.setAutoCommit(false);
            insert(first, "one", 1);
            var ended = new AtomicBoolean();
            var before = new CompletableFuture<Boolean>();
            var other = Thread.ofPlatform().start(() -> before.complete(after(() -> {
                insert(second, "two", 2);
                return null;
            }, ended)));
            await().until(() -> other.getState() == Thread.State.TIMED_WAITING);
            assertThat(count(reader, "one")).as("rows that a reader sees meanwhile").isZero();
            ended.set(true);
            first.commit();
            assertThat(before.get()).as("the second wrote when the first had ended").isTrue();
        }
    }

    @Test
    void a_transaction_that_ends_in_any_way_lets_the_next_one_write() throws SQLException {
        var guarded = OneWriter.guard(database, Duration.ofMillis(1));
        inTransaction(guarded, Connection::commit);
        inTransaction(guarded, Connection::rollback);
        inTransaction(guarded, Connection::close);
        inTransaction(guarded, connection -> connection.setAutoCommit(true));
        try (var connection = guarded.getConnection()) {
            insert(connection, "three", 1);
            assertThatThrownBy(() -> insert(connection, "three", 1)).isInstanceOf(SQLException.class);
        }
        assertThat(byAnother(guarded, connection -> insert(connection, "three", 2))).isNull();
    }

    @Test
    void a_row_that_is_locked_is_a_write_and_whoever_waits_too_long_is_told() throws SQLException {
        var guarded = OneWriter.guard(database, Duration.ofMillis(1));
        try (var connection = guarded.getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("select * from one for update").close();
            assertThat(byAnother(guarded, other -> insert(other, "two", 1))).isInstanceOf(QueryTimeoutException.class);
        }
        assertThat(byAnother(guarded, other -> insert(other, "two", 1))).isNull();
    }

    @Test
    void a_transaction_inside_of_another_writes_along_with_it() throws SQLException {
        var guarded = OneWriter.guard(database, Duration.ofMillis(1));
        try (var outer = guarded.getConnection(); var inner = guarded.getConnection()) {
            outer.setAutoCommit(false);
            insert(outer, "one", 1);
            insert(inner, "two", 1);
            assertThat(byAnother(guarded, other -> insert(other, "three", 1))).isInstanceOf(QueryTimeoutException.class);
            outer.commit();
            assertThat(byAnother(guarded, other -> insert(other, "three", 1))).isNull();
        }
    }

    private interface Step {

        void on(Connection connection) throws SQLException;
    }

    private static void inTransaction(DataSource guarded, Step end) throws SQLException {
        try (var connection = guarded.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, "one", 100 + count(connection, "one"));
            end.on(connection);
        }
        assertThat(byAnother(guarded, other -> insert(other, "two", 100 + count(other, "two")))).isNull();
    }

    /** What another thread meets; null where nothing. */
    private static Throwable byAnother(DataSource guarded, Step step) {
        return CompletableFuture.supplyAsync(() -> {
            try (var connection = guarded.getConnection()) {
                step.on(connection);
                return null;
            } catch (SQLException | QueryTimeoutException e) {
                return e;
            }
        }).join();
    }

    private static boolean after(Callable<?> step, AtomicBoolean condition) {
        try {
            step.call();
            return condition.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JdbcConnectionDetails details() {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.getURL();
            }

            @Override
            public String getUsername() {
                return "";
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }

    private static void insertIntoAll(DataSource database, int id) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var table : TABLES) {
                insert(connection, table, id);
            }
            connection.commit();
        }
    }

    private Path image(Connection connection, int number) throws SQLException {
        var image = directory.resolve("image" + number + ".mv.db");
        var store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase().getStore().getMvStore();
        store.executeFilestoreOperation(() -> {
            try {
                Files.copy(directory.resolve("db.mv.db"), image);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return image;
    }

    /**
     * Every table has the same rows, and has them also while transactions are under way: a row whose transaction was forgotten halfway
     * still bears its number, and is hidden from all as long as that number is in use again.
     */
    private static void isConsistent(Path image) {
        var url = "jdbc:h2:" + image.toString().replace(".mv.db", "") + ";MODE=PostgreSQL";
        var others = new ArrayList<Connection>();
        try (var connection = DriverManager.getConnection(url)) {
            for (int other = 0; other <= WRITERS; other++) {
                others.add(DriverManager.getConnection(url));
                others.getLast().setAutoCommit(false);
                insert(others.getLast(), "busy", other);
            }
            var counts = new ArrayList<Long>();
            for (var table : TABLES) {
                counts.add(count(connection, table));
                counts.add(count(connection, table + " where note >= ''"));
            }
            assertThat(counts).as("rows in the tables of %s and in their indexes", image.getFileName()).containsOnly(counts.getFirst());
            for (var other : others) {
                other.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, String table, long id) throws SQLException {
        try (var insert = connection.prepareStatement("insert into " + table + " (id, note) values (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, "number " + id);
            insert.executeUpdate();
        }
    }

    private static long count(Connection connection, String rows) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery("select sum(case when id is null then 0 else 1 end) from " + rows)) {
            result.next();
            return result.getLong(1);
        }
    }
}
