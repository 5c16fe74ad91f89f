package dev.descent.faults;

import java.time.Duration;

/** A node stands still for longer than its lease, while another one takes its run over. */
class F07ZombieIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final int EPOCHS = 250;
    private static final Duration THREE_LEASES = Duration.ofMillis(7200);

    @Fault(value = "F07", verify = 1, full = 100)
    void a_worker_that_was_declared_dead_changes_nothing_when_it_comes_back(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.spirals(campaign));
            var longest = Duration.ZERO;
            for (int number : campaign.each()) {
                var run = client.submit(Requests.run("zombie " + number, 7, campaign.epochs(EPOCHS)));
                var owner = Waiting.until("the run trains", DEADLINE, () -> cluster.owner(run));
                var other = lab.client("other " + number, cluster.other(owner));
                other.awaitEpoch(run, 2 + campaign.random(10), DEADLINE);
                owner.freeze();
                long frozen = System.nanoTime();
                Waiting.until("the other node trains it", DEADLINE, () -> cluster.owner(run) == cluster.other(owner) || other.run(run).get("status").asString().equals("SUCCEEDED"));
                var taken = Duration.ofNanos(System.nanoTime() - frozen);
                longest = taken.compareTo(longest) > 0 ? taken : longest;
                other.awaitEnd(run, DEADLINE);
                Waiting.pass(THREE_LEASES.minusNanos(System.nanoTime() - frozen));
                int told = leasesLost(owner);
                owner.thaw();
                Waiting.until("the zombie notices that its lease is lost", DEADLINE, () -> leasesLost(owner) > told);
                campaign.require(other.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded");
            }
            campaign.note("longest takeover " + longest.toMillis() + " ms");
            campaign.withinTime(longest, Duration.ofMillis(4500), "a takeover");
            client.awaitEnd(client.submit(Requests.run("undisturbed", 7, campaign.epochs(EPOCHS))), DEADLINE);
            lab.judgeAlive();
        }
    }

    private static int leasesLost(ServiceProcess node) {
        return node.logText().split("lease\\.lost", -1).length;
    }
}
