package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs are cancelled at any time, on H2, which one interrupt would close for everybody. */
class F24CancelStormIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 10;

    @Fault(value = "F24", verify = 30, full = 1000)
    void a_storm_of_cancels_leaves_the_database_open_and_one_end_for_each_run(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=2").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.spirals(campaign));
            var latencies = new ArrayList<Duration>();
            for (int done = 0; done < campaign.tries(); done += AT_ONCE) {
                var runs = new ArrayList<String>();
                for (int run = done; run < Math.min(campaign.tries(), done + AT_ONCE); run++) {
                    runs.add(client.submit(Requests.run("stormy " + run, run % 5, campaign.epochs(20))));
                }
                while (!runs.isEmpty()) {
                    Waiting.pass(campaign.random(Duration.ZERO, Duration.ofMillis(150)));
                    latencies.add(cancel(client, runs.remove(campaign.random(runs.size()))));
                }
            }
            latencies.sort(null);
            campaign.note("p99 of a cancel " + latencies.get(latencies.size() * 99 / 100).toMillis() + " ms");
            campaign.withinTime(latencies.get(latencies.size() * 99 / 100), Duration.ofSeconds(2), "p99 of a cancel");
            client.awaitEnd(client.submit(Requests.tiny("after the storm")), DEADLINE);
            lab.judge();
            campaign.require(!node.logText().contains("90098"), "the database was closed");
        }
    }

    private static Duration cancel(Client client, String run) {
        long began = System.nanoTime();
        int status = client.cancel(run).status();
        if (!List.of(202, 409).contains(status)) {
            throw new AssertionError("a cancel was answered by " + status);
        }
        client.awaitEnd(run, DEADLINE);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
