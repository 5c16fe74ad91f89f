package dev.descent.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** The database of the data directory is gone, empty, or an older copy of itself. */
class F26WrongDatabaseIT {

    private static final int MISCONFIGURED = 78;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration REFUSAL = Duration.ofSeconds(10);

    private enum Damage {
        MISSING, EMPTY, OLDER;

        void apply(Path database, Path older) throws IOException {
            switch (this) {
                case MISSING -> Files.delete(database);
                case EMPTY -> Files.write(database, new byte[0]);
                case OLDER -> Files.copy(older, database, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A try is one of each damage. */
    @Fault(value = "F26", verify = 0, full = 5)
    void a_database_that_is_not_the_one_of_the_directory_is_refused_and_left_alone(Campaign campaign) throws IOException {
        var data = campaign.directory().resolve("data");
        var database = data.resolve("db.mv.db");
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").unprepared().start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                node.stop();
                var older = Files.copy(database, campaign.directory().resolve("older"), StandardCopyOption.REPLACE_EXISTING);
                node.start();
                runs.add(client.submit(Requests.tiny("later " + number)));
                client.awaitEnd(runs.getLast(), DEADLINE);
                node.stop();
                var good = Files.copy(database, campaign.directory().resolve("good"), StandardCopyOption.REPLACE_EXISTING);
                for (var damage : Damage.values()) {
                    damage.apply(database, older);
                    isRefused(campaign, node, data, damage);
                    Files.copy(good, database, StandardCopyOption.REPLACE_EXISTING);
                }
                node.start();
            }
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judge();
        }
    }

    private static void isRefused(Campaign campaign, ServiceProcess node, Path data, Damage damage) throws IOException {
        var before = contents(data);
        int said = refusals(node);
        long began = System.nanoTime();
        int code = node.launch().awaitExit(DEADLINE);
        campaign.withinTime(Duration.ofNanos(System.nanoTime() - began), REFUSAL, "refusing a database that is " + damage);
        campaign.require(code == MISCONFIGURED, "with a database that is " + damage + " the exit code was " + code);
        campaign.require(refusals(node) == said + 1, "a database that is " + damage + " is not refused by one sentence");
        campaign.require(contents(data).equals(before), "the refusal of a database that is " + damage + " has changed " + before.keySet() + " into " + contents(data).keySet());
    }

    private static int refusals(ServiceProcess node) {
        return node.logText().split("Descent does not start: ", -1).length;
    }

    /** The checksum of each file; what lies below {@code work} is only in passing. */
    private static Map<String, Long> contents(Path data) throws IOException {
        var contents = new HashMap<String, Long>();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).filter(file -> !data.relativize(file).startsWith("work")).toList()) {
                var checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                contents.put(data.relativize(file).toString(), checksum.getValue());
            }
        }
        return contents;
    }
}
