package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;

/** PostgreSQL is stopped as by a crash while runs train, and started again. */
class F10DatabaseRestartIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final int EPOCHS = 100;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @Fault(value = "F10", verify = 1, full = 20)
    void training_outlives_a_restart_of_the_database(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.spirals(campaign));
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                runs.add(client.submit(Requests.run("one " + number, 8, campaign.epochs(EPOCHS))));
                runs.add(client.submit(Requests.run("other " + number, 9, campaign.epochs(EPOCHS))));
                client.awaitEpoch(runs.getLast(), 1 + campaign.random(5), DEADLINE);
                cluster.postgres().stopImmediately();
                var meanwhile = client.get("/api/v1/runs/" + runs.getLast());
                campaign.require(meanwhile.status() == 503 && meanwhile.retryAfter().matches("[1-9][0-9]*"), "without a database a request was answered by " + meanwhile);
                cluster.postgres().startAgain();
                long started = System.nanoTime();
                Waiting.until("a request is answered again", DEADLINE, () -> client.get("/api/v1/runs/" + runs.getLast()).status() == 200);
                campaign.withinTime(Duration.ofNanos(System.nanoTime() - started), RECOVERY, "answering again after the database was back");
                runs.subList(runs.size() - 2, runs.size()).forEach(run -> campaign.require(client.awaitEnd(run, DEADLINE).get("status").asString().equals("SUCCEEDED"), run + " has not succeeded"));
            }
            runs.add(client.submit(Requests.run("undisturbed one", 8, campaign.epochs(EPOCHS))));
            runs.add(client.submit(Requests.run("undisturbed other", 9, campaign.epochs(EPOCHS))));
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judgeAlive();
        }
    }
}
