package dev.descent.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Two nodes with one slot each on a PostgreSQL of their own, started once and shared by the faults that leave them alive. */
final class Cluster {

    private static final String TABLES = "run, run_label, run_epoch, run_event, run_checkpoint, run_checkpoint_chunk, scheduled_tasks, idempotency, dataset, dataset_chunk, dataset_category";
    private static Cluster shared;

    private final Path directory;
    private final Postgres postgres;
    private final Database.OfPostgres database;
    private final ServiceProcess first;
    private final ServiceProcess second;

    private Cluster(Path directory, Postgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
        this.database = postgres.create("descent", directory.resolve("work"));
        this.first = node("first");
        this.second = node("second");
    }

    /** With an empty database, and both nodes ready. Skips the campaign, aloud, where no PostgreSQL can be had. */
    static synchronized Cluster ready(Campaign campaign) {
        if (shared == null) {
            try {
                var directory = Path.of("target", "faults", "cluster-" + ProcessHandle.current().pid()).toAbsolutePath();
                Files.createDirectories(directory);
                shared = new Cluster(directory, Postgres.start(directory));
                Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
            } catch (IOException | RuntimeException e) {
                campaign.skip("no PostgreSQL can be started here: " + e);
            }
        }
        shared.ready();
        return shared;
    }

    Postgres postgres() {
        return postgres;
    }

    Database database() {
        return database;
    }

    ServiceProcess first() {
        return first;
    }

    ServiceProcess second() {
        return second;
    }

    List<ServiceProcess> nodes() {
        return List.of(first, second);
    }

    /** The node that trains the run; null if none does. */
    ServiceProcess owner(String run) {
        return owner(database, nodes(), run);
    }

    /** The node of these that trains the run; null if none does. */
    static ServiceProcess owner(Database database, List<ServiceProcess> nodes, String run) {
        var query = "select t.picked_by from run r join scheduled_tasks t on t.task_instance = r.queue_entry where r.status = 'RUNNING' and t.picked and r.id = '" + run + "'";
        try (var connection = database.connect(); var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var name = rows.next() ? rows.getString(1) : "";
            return nodes.stream().filter(node -> name.contains("-" + node.pid() + "-")).findFirst().orElse(null);
        } catch (SQLException e) {
            return null;
        }
    }

    ServiceProcess other(ServiceProcess node) {
        return node == first ? second : first;
    }

    private ServiceProcess node(String name) {
        var arguments = new ArrayList<>(database.arguments());
        arguments.addAll(List.of("--descent.worker.slots=1", "--server.tomcat.basedir=" + directory.resolve(name)));
        return new ServiceProcess(name, directory, arguments);
    }

    /** Both start at the same time the first time; later only who died. */
    private void ready() {
        nodes().stream().filter(node -> !node.isAlive()).forEach(ServiceProcess::launch);
        nodes().forEach(ServiceProcess::awaitReadiness);
        nodes().forEach(ServiceProcess::disarm);
        try (var connection = DriverManager.getConnection(postgres.url("descent"), "postgres", ""); var statement = connection.createStatement()) {
            statement.execute("truncate " + TABLES);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        nodes().forEach(ServiceProcess::close);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
