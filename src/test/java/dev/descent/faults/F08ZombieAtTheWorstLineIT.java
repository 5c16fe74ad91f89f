package dev.descent.faults;

import dev.descent.faults.ArmedFailpoint.Strike;
import dev.descent.run.Failpoint.Place;
import java.time.Duration;
import java.util.List;

/** A node stands still at the very line before it publishes a checkpoint or the end of its run, until another one has taken over. */
class F08ZombieAtTheWorstLineIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final int EPOCHS = 25;
    private static final List<Place> LINES = List.of(Place.BEFORE_ENDING, Place.BETWEEN_CHUNKS, Place.BEFORE_PUBLISHING);

    @Fault(value = "F08", verify = 2, full = 50)
    void what_a_zombie_was_about_to_publish_is_never_seen(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.FEW_SPIRALS);
            for (int number : campaign.each()) {
                var line = LINES.get((number - 1) % LINES.size());
                var run = client.submit(Requests.large("zombie " + number, 5, campaign.epochs(EPOCHS)));
                var owner = freezeAt(line, run, cluster);
                var other = lab.client("other " + number, cluster.other(owner));
                other.awaitEnd(run, DEADLINE);
                int told = leasesLost(owner);
                owner.thaw();
                Waiting.until("the zombie notices that its lease is lost", DEADLINE, () -> leasesLost(owner) > told);
                campaign.require(other.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded");
            }
            client.awaitEnd(client.submit(Requests.large("undisturbed", 5, campaign.epochs(EPOCHS))), DEADLINE);
            lab.judgeAlive();
        }
    }

    /** The checker is worth its name: the same without the check of the attempt turns it red. */
    @Fault(value = "F08-unfenced", verify = 1, full = 1)
    void without_the_check_of_the_attempt_the_checker_turns_red(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.FEW_SPIRALS);
            // Only the very first checkpoint is stored, so that whoever takes over has nearly everything to do.
            var run = client.submit(Requests.run("unfenced", 5, campaign.epochs(600)).replace("\"everySeconds\":0.3", "\"everySeconds\":3600"));
            var owner = freezeAt(Place.BEFORE_ENDING, run, cluster);
            var other = lab.client("other", cluster.other(owner));
            Waiting.until("the other node trains it", DEADLINE, () -> cluster.owner(run) == cluster.other(owner));
            owner.mutate(Mutation.WITHOUT_FENCE);
            owner.thaw();
            other.awaitEnd(run, DEADLINE);
            Waiting.until("both have let go of it", DEADLINE, () -> cluster.owner(run) == null);
            campaign.require(lab.violations().stream().anyMatch(violation -> List.of("I2", "I3").contains(violation.invariant())), "the checker saw nothing");
        }
    }

    private static ServiceProcess freezeAt(Place line, String run, Cluster cluster) {
        var owner = Waiting.until("the run trains", DEADLINE, () -> cluster.owner(run));
        owner.arm(line, Strike.FREEZE);
        Waiting.until("the node stands still at " + line, DEADLINE, owner::isFrozen);
        return owner;
    }

    private static int leasesLost(ServiceProcess node) {
        return node.logText().split("lease\\.lost", -1).length;
    }
}
