package dev.descent.faults;

import dev.descent.faults.checker.HistoryChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where one fault is tried out: a database, the nodes on it, the clients of these, and the history that they write. */
final class Lab implements AutoCloseable {

    private final Campaign campaign;
    private final Database database;
    private final History history;
    private final List<ServiceProcess> nodes = new ArrayList<>();
    private final List<Client> clients = new CopyOnWriteArrayList<>();

    private Lab(Campaign campaign, Database database, Path directory) {
        this.campaign = campaign;
        this.database = database;
        this.history = new History(directory.resolve("history.jsonl"));
    }

    static Lab onH2(Campaign campaign) {
        return new Lab(campaign, new Database.H2(campaign.directory().resolve("data")), campaign.directory());
    }

    static Lab on(Database database, Campaign campaign) {
        return new Lab(campaign, database, campaign.directory());
    }

    /** A node that is not started yet. */
    ServiceProcess node(String name, String... more) {
        var node = new ServiceProcess(name, campaign.directory(), Stream.concat(database.arguments().stream(), Stream.of(more)).toList());
        nodes.add(node);
        return node;
    }

    Client client(String name, ServiceProcess node) {
        return client(name, node.base());
    }

    Client client(String name, String base) {
        var client = new Client(name, base, history);
        clients.add(client);
        return client;
    }

    /** Asks about each run until it has ended, so that the clients' last view is on record, too. */
    void awaitEnds(Client client, List<String> runs, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        runs.forEach(run -> client.awaitEnd(run, Duration.ofNanos(Math.max(TimeUnit.SECONDS.toNanos(1), end - System.nanoTime()))));
    }

    /** Where the nodes live on: waits until they have let go of everything, and asks the checker. */
    void judgeAlive() {
        Waiting.until("no queue entry is taken", Duration.ofSeconds(60), () -> violations().stream().noneMatch(violation -> violation.subject().startsWith("queue entry")));
        campaign.found(violations());
    }

    /** Stops what still runs, and asks the checker what it makes of histories and database. */
    void judge() {
        nodes.stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::stop);
        campaign.found(violations());
    }

    /** What the checker finds. On H2 no node may run. */
    List<HistoryChecker.Violation> violations() {
        try (var connection = database.connect()) {
            return HistoryChecker.judge(history.file(), connection);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the checker could not judge", e);
        }
    }

    /** On H2 no node may run. */
    RepeatedWork repeatedWork() {
        try (var connection = database.connect()) {
            return RepeatedWork.most(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of runs that were made, and whose submission got no answer. On H2 no node may run. */
    List<String> acceptedWithoutAnswer() {
        try (var connection = database.connect(); var statement = connection.createStatement(); var rows = statement.executeQuery("select name from run")) {
            var unanswered = history.unanswered();
            var found = new ArrayList<String>();
            while (rows.next()) {
                if (unanswered.contains(rows.getString(1))) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        nodes.forEach(ServiceProcess::close);
        try {
            history.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
