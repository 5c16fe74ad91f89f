package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;

/** kill -9 of a node on H2 while it trains. */
class F01KillWhileTrainingIT {

    private static final int EPOCHS = 60;
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Fault(value = "F01", verify = 3, full = 100)
    void runs_whose_node_is_killed_end_with_the_weights_of_undisturbed_ones(Campaign campaign) {
        int twins = campaign.isFull() ? 4 : 2;
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=2").start();
            var client = lab.client("user", node);
            client.createDataset(Requests.spirals(campaign));
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                for (int twin = 0; twin < twins; twin++) {
                    runs.add(client.submit(Requests.run("disturbed " + number + "." + twin, twin, campaign.epochs(EPOCHS))));
                }
                Waiting.pass(campaign.random(Duration.ofMillis(200), Duration.ofMillis(campaign.isFull() ? 5000 : 1500)));
                node.kill();
                node.start();
                goesOnSoon(campaign, client, runs.getLast());
                if (campaign.isFull()) {
                    lab.awaitEnds(client, runs, DEADLINE);
                }
            }
            for (int twin = 0; twin < twins; twin++) {
                runs.add(client.submit(Requests.run("undisturbed " + twin, twin, campaign.epochs(EPOCHS))));
            }
            lab.awaitEnds(client, runs, DEADLINE);
            runs.forEach(run -> campaign.require(client.run(run).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded"));
            lab.judge();
            var repeated = lab.repeatedWork();
            campaign.note(repeated.toString());
            campaign.require(repeated.isLittle(), repeated.toString());
        }
    }

    private static void goesOnSoon(Campaign campaign, Client client, String last) {
        long ready = System.nanoTime();
        Waiting.until("a run trains again", DEADLINE, () -> {
            var counts = client.get("/api/v1/runs?status=RUNNING&limit=1");
            return counts.status() == 200 && !counts.json().get("data").isEmpty() || client.run(last).get("status").asString().equals("SUCCEEDED");
        });
        campaign.withinTime(Duration.ofNanos(System.nanoTime() - ready), Duration.ofSeconds(5), "being RUNNING again after readiness");
    }
}
