package dev.descent.faults;

import dev.descent.faults.ArmedFailpoint.Strike;
import dev.descent.run.Failpoint.Place;
import java.time.Duration;

/** A run that kills its JVM, again and again. */
class F21PoisonIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    /** A try is a death. */
    @Fault(value = "F21", verify = 0, full = 10)
    void a_run_that_kills_its_process_fails_in_the_end_and_the_queue_behind_it_moves_on(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=1", "--descent.worker.max-attempts=" + campaign.tries()).start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.spirals(campaign));
            node.arm(Place.BEFORE_PUBLISHING, Strike.HALT);
            var poison = client.submit(Requests.run("poison", 1, 1000).replace("\"seed\"", "\"priority\":10,\"seed\""));
            for (int death : campaign.each()) {
                if (death > 1) {
                    node.arm(Place.BEFORE_PUBLISHING, Strike.HALT);
                    node.launch();
                }
                node.awaitExit(DEADLINE);
            }
            node.start();
            var failed = client.awaitEnd(poison, DEADLINE);
            campaign.require(failed.path("failure").path("code").asString("").equals("MAX_ATTEMPTS"), "after " + campaign.tries() + " deaths the run is " + failed);
            var behind = client.submit(Requests.tiny("behind"));
            campaign.require(client.awaitEnd(behind, DEADLINE).get("status").asString().equals("SUCCEEDED"), "the run behind has not succeeded");
            lab.judge();
        }
    }
}
