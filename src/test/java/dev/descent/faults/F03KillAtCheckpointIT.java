package dev.descent.faults;

import dev.descent.faults.ArmedFailpoint.Strike;
import dev.descent.run.Failpoint.Place;
import java.time.Duration;
import java.util.List;

/** The process dies at each line of a checkpoint's writing. */
class F03KillAtCheckpointIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration LATEST = Duration.ofMillis(300);
    /** The end comes last. */
    private static final List<Place> PLACES = List.of(Place.BEFORE_CHUNKS, Place.BETWEEN_CHUNKS, Place.BEFORE_PUBLISHING, Place.BEFORE_COMMIT, Place.AFTER_PUBLISHING, Place.BEFORE_ENDING);
    private static final int EPOCHS = 80;
    /** A slow disk stretches the interval of the checkpoints, and the run must not end before its last death. */
    private static final int MANY_EPOCHS = 4000;

    /** A try is one run that dies at each place, one after the other, and then ends. */
    @Fault(value = "F03", verify = 1, full = 20)
    void a_run_whose_process_died_in_the_middle_of_a_checkpoint_goes_on_from_the_one_before(Campaign campaign) {
        int epochs = campaign.isFull() ? MANY_EPOCHS : EPOCHS;
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.FEW_SPIRALS);
            int deaths = 0;
            for (int number : campaign.each()) {
                var run = client.submit(Requests.large("killed " + number, 4, epochs));
                for (var place : PLACES) {
                    Waiting.until(run + " trains", DEADLINE, () -> client.run(run).get("status").asString().equals("RUNNING"));
                    if (place != Place.BEFORE_ENDING) {
                        Waiting.pass(campaign.random(Duration.ZERO, LATEST));
                    }
                    node.arm(place, Strike.HALT);
                    Waiting.until("the process dies at " + place, DEADLINE, () -> !node.isAlive() || hasEnded(client, run));
                    if (node.isAlive()) {
                        throw new AssertionError(run + " has ended before the process could die at " + place);
                    }
                    node.start();
                    deaths++;
                }
                campaign.require(client.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded");
            }
            campaign.note(deaths + " deaths");
            client.awaitEnd(client.submit(Requests.large("undisturbed", 4, epochs)), DEADLINE);
            lab.judge();
        }
    }

    private static boolean hasEnded(Client client, String run) {
        var reply = client.get("/api/v1/runs/" + run);
        return reply.status() == 200 && reply.json().hasNonNull("finishedAt");
    }
}
