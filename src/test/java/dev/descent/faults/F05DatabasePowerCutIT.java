package dev.descent.faults;

import dev.descent.faults.FrailDisk.Cut;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The power is cut under PostgreSQL while clients submit and a run trains; the node lives on. */
class F05DatabasePowerCutIT {

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int USERS = 4;
    private static final int EPOCHS = 20;

    @Fault(value = "F05", verify = 0, full = 20)
    void what_was_acknowledged_outlives_a_power_cut_of_the_database(Campaign campaign) throws IOException {
        try (var disk = FrailDisk.mounted(campaign); var postgres = started(campaign)) {
            var options = postgres.moveDurable(disk.place());
            try (var lab = Lab.on(postgres.create("descent", campaign.directory().resolve("work")), campaign)) {
                var node = lab.node("node", "--descent.worker.slots=1").start();
                var client = lab.client("owner", node);
                client.createDataset(Requests.SPIRALS);
                var runs = new ArrayList<String>();
                for (int number : campaign.each()) {
                    runs.add(client.submit(Requests.run("disturbed " + number, 6, campaign.epochs(EPOCHS))));
                    try (var users = new Users(lab, node, "cut " + number, USERS, Duration.ofMillis(20))) {
                        Waiting.pass(campaign.random(Duration.ofMillis(300), Duration.ofMillis(2500)));
                        cut(disk, postgres, options, Cut.values()[number % Cut.values().length]);
                        runs.addAll(users.stop());
                    }
                    Waiting.until("a request is answered again", DEADLINE, () -> client.get("/api/v1/datasets?limit=1").status() == 200);
                }
                runs.add(client.submit(Requests.run("undisturbed", 6, campaign.epochs(EPOCHS))));
                F04PowerCutIT.awaitEndsOfThoseThatAreThere(lab, client, List.copyOf(runs));
                campaign.note(runs.size() + " runs accepted");
                lab.judge();
            }
        }
    }

    private static void cut(FrailDisk disk, Postgres postgres, String options, Cut how) {
        long postmaster = postgres.pid();
        // As in F04: without power it can tell nobody what an fsync says that the cut undoes.
        Postgres.freeze(postmaster);
        disk.cut(how);
        Postgres.kill(postmaster);
        disk.mountAgain();
        postgres.startAfterPowerCut(options);
    }

    private static Postgres started(Campaign campaign) {
        try {
            return Postgres.start(campaign.directory());
        } catch (IOException | RuntimeException e) {
            campaign.skip("no PostgreSQL can be started here: " + e);
            throw new AssertionError("unreachable", e);
        }
    }
}
