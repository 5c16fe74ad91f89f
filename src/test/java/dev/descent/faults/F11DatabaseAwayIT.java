package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;

/** PostgreSQL is away for long (ten minutes, or -Dseconds) while runs train. */
class F11DatabaseAwayIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration RECONNECT = Duration.ofSeconds(15);
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("seconds", 600));
    private static final double MOST_OF_A_CORE = 0.05;
    private static final int EPOCHS = 40;

    @Fault(value = "F11", verify = 0, full = 1)
    void workers_wait_quietly_for_a_database_that_is_away_and_go_on_soon_after(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                runs.add(client.submit(Requests.run("one " + number, 8, campaign.epochs(EPOCHS))));
                runs.add(client.submit(Requests.run("other " + number, 9, campaign.epochs(EPOCHS))));
                client.awaitEpoch(runs.getLast(), 2, DEADLINE);
                cluster.postgres().stopImmediately();
                waitQuietly(campaign, cluster);
                cluster.postgres().startAgain();
                long started = System.nanoTime();
                for (var node : cluster.nodes()) {
                    var asking = lab.client("asking " + number, node);
                    Waiting.until("a request is answered again", DEADLINE, () -> asking.get("/api/v1/runs/" + runs.getLast()).status() == 200);
                }
                var taken = Duration.ofNanos(System.nanoTime() - started);
                campaign.note("answered again after " + taken.toMillis() + " ms");
                campaign.withinTime(taken, RECONNECT, "answering again after the database was back");
                runs.subList(runs.size() - 2, runs.size()).forEach(run -> campaign.require(client.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded"));
            }
            runs.add(client.submit(Requests.run("undisturbed one", 8, campaign.epochs(EPOCHS))));
            runs.add(client.submit(Requests.run("undisturbed other", 9, campaign.epochs(EPOCHS))));
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judgeAlive();
        }
    }

    /** The first moments do not count: until its lease is over a worker may train on. */
    private static void waitQuietly(Campaign campaign, Cluster cluster) {
        var settling = Duration.ofSeconds(Math.min(15, AWAY.toSeconds() / 2));
        Waiting.pass(settling);
        var rest = AWAY.minus(settling);
        var computed = cluster.nodes().stream().map(ServiceProcess::processorTime).toList();
        var lines = cluster.nodes().stream().map(F11DatabaseAwayIT::lines).toList();
        Waiting.pass(rest);
        for (int node = 0; node < computed.size(); node++) {
            var process = cluster.nodes().get(node);
            double share = (double) process.processorTime().minus(computed.get(node)).toNanos() / rest.toNanos();
            double perSecond = (double) (lines(process) - lines.get(node)) / rest.toSeconds();
            campaign.note("away %d s: %.1f %% of a core, %.2f lines/s".formatted(AWAY.toSeconds(), 100 * share, perSecond));
            campaign.require(share < MOST_OF_A_CORE, "waiting took " + Math.round(100 * share) + " % of a core");
            campaign.require(perSecond <= 1, "waiting wrote " + perSecond + " lines a second");
        }
    }

    private static long lines(ServiceProcess node) {
        return node.logText().lines().count();
    }
}
