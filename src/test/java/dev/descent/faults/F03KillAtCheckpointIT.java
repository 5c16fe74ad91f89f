package dev.descent.faults;

import dev.descent.faults.ArmedFailpoint.Strike;
import dev.descent.run.Failpoint.Place;
import java.time.Duration;
import java.util.ArrayList;

/** The process dies at each line of a checkpoint's writing. */
class F03KillAtCheckpointIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int EPOCHS = 60;

    /** A try is one death at each place. */
    @Fault(value = "F03", verify = 0, full = 20)
    void a_run_whose_process_died_in_the_middle_of_a_checkpoint_goes_on_from_the_one_before(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                for (var place : Place.values()) {
                    var run = client.submit(Requests.large(place + " " + number, 4, EPOCHS));
                    runs.add(run);
                    client.awaitEpoch(run, 1 + campaign.random(5), DEADLINE);
                    node.arm(place, Strike.HALT);
                    campaign.require(node.awaitExit(DEADLINE) == 137, "the process did not die at " + place);
                    node.start();
                    campaign.require(client.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded after a death at " + place);
                }
            }
            runs.add(client.submit(Requests.large("undisturbed", 4, EPOCHS)));
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judge();
        }
    }
}
