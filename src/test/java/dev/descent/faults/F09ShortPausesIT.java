package dev.descent.faults;

import java.time.Duration;

/** The node that trains stands still again and again, each time for less than its lease, beside one that would like to take over. */
class F09ShortPausesIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofMillis(2400);
    /** A heartbeat is due every 600 ms; one has to fit between two pauses. */
    private static final Duration LEAST_GAP = Duration.ofMillis(700);
    private static final int EPOCHS = 30;

    /** A try is a pause. */
    @Fault(value = "F09", verify = 0, full = 200)
    void a_pause_shorter_than_the_lease_costs_nobody_a_run(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.SPIRALS);
            var run = client.submit(Requests.run("paused 1", 3, campaign.epochs(EPOCHS)));
            for (int number : campaign.each()) {
                var owner = cluster.owner(run);
                if (owner == null) {
                    mustHaveRunOnce(campaign, client, run);
                    run = client.submit(Requests.run("paused " + number, 3, campaign.epochs(EPOCHS)));
                    owner = theOwnerOf(run, cluster);
                }
                owner.freeze();
                Waiting.pass(campaign.random(LEASE.dividedBy(5), LEASE.multipliedBy(3).dividedBy(5)));
                owner.thaw();
                Waiting.pass(campaign.random(LEAST_GAP, LEAST_GAP.multipliedBy(2)));
            }
            mustHaveRunOnce(campaign, client, run);
            client.awaitEnd(client.submit(Requests.run("undisturbed", 3, campaign.epochs(EPOCHS))), DEADLINE);
            lab.judgeAlive();
        }
    }

    private static ServiceProcess theOwnerOf(String run, Cluster cluster) {
        return Waiting.until("the run trains", DEADLINE, () -> cluster.owner(run));
    }

    private static void mustHaveRunOnce(Campaign campaign, Client client, String run) {
        var ended = client.awaitEnd(run, DEADLINE);
        campaign.require(ended.get("status").asString().equals("SUCCEEDED") && ended.get("attempt").asInt() == 1,
                run + " was taken over: " + ended.get("status") + " in attempt " + ended.get("attempt"));
    }
}
