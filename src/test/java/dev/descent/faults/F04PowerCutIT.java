package dev.descent.faults;

import dev.descent.faults.FrailDisk.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The power is cut under the directory of a node on H2 while clients submit and a run trains. */
class F04PowerCutIT {

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int USERS = 4;
    private static final int EPOCHS = 60;

    @Fault(value = "F04", verify = 0, full = 50)
    void what_was_acknowledged_outlives_a_power_cut(Campaign campaign) {
        try (var disk = FrailDisk.mounted(campaign); var lab = Lab.on(new Database.H2(disk.place().resolve("data")), campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                var cut = Cut.values()[number % Cut.values().length];
                runs.addAll(throughCut(lab, campaign, disk, node, "cut " + number, cut));
                campaign.require(client.get("/api/v1/datasets?limit=1").json().get("data").size() == 1, "after cut " + number + " it started on an empty database");
            }
            runs.add(client.submit(Requests.run("undisturbed", 6, campaign.epochs(EPOCHS))));
            awaitEndsOfThoseThatAreThere(lab, client, runs);
            campaign.note(runs.size() + " runs accepted");
            lab.judge();
        }
    }

    /** The checker is worth its name: without the shared sync it finds runs missing. */
    @Fault(value = "F04-unsynced", verify = 0, full = 1)
    void without_the_shared_sync_the_checker_turns_red(Campaign campaign) {
        try (var disk = FrailDisk.mounted(campaign); var lab = Lab.on(new Database.H2(disk.place().resolve("data")), campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            node.mutate(Mutation.WITHOUT_SYNC);
            var runs = throughCut(lab, campaign, disk, node, "cut", Cut.LOG_LOST);
            node.disarm();
            awaitEndsOfThoseThatAreThere(lab, client, runs);
            node.stop();
            var missing = lab.violations().stream().filter(violation -> violation.invariant().equals("I1")).count();
            campaign.note(missing + " of " + runs.size() + " accepted runs missing");
            campaign.require(missing > 0, "the checker saw nothing");
        }
    }

    /** Returns the runs that were accepted; the node lives again afterwards. */
    static List<String> throughCut(Lab lab, Campaign campaign, FrailDisk disk, ServiceProcess node, String name, Cut cut) {
        var runs = new ArrayList<String>();
        runs.add(lab.client(name, node).submit(Requests.run(name, 6, campaign.epochs(EPOCHS))));
        try (var users = new Users(lab, node, name, USERS, Duration.ofMillis(20))) {
            Waiting.pass(campaign.random(Duration.ofMillis(300), Duration.ofMillis(2500)));
            losePower(disk, cut, node);
            disk.mountAgain();
            node.start();
            runs.addAll(users.stop());
        }
        return runs;
    }

    /**
     * A machine without power answers nobody: what the process would be told after the cut, it must not be able to tell. ext4 may report
     * an fsync as done that the cut has undone, when both meet.
     */
    private static void losePower(FrailDisk disk, FrailDisk.Cut cut, ServiceProcess node) {
        node.freeze();
        Waiting.until("the node stands still", DEADLINE, node::isFrozen);
        disk.cut(cut);
        node.kill();
    }

    /** Whatever is gone is left to the checker. */
    static void awaitEndsOfThoseThatAreThere(Lab lab, Client client, List<String> runs) {
        lab.awaitEnds(client, runs.stream().filter(run -> client.get("/api/v1/runs/" + run).status() != 404).toList(), DEADLINE);
    }
}
