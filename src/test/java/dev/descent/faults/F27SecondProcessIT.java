package dev.descent.faults;

import java.time.Duration;

/** A second process is started on the directory of one that trains. */
class F27SecondProcessIT {

    private static final int MISCONFIGURED = 78;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int EPOCHS = 20;

    @Fault(value = "F27", verify = 0, full = 20)
    void the_second_one_is_refused_and_the_first_one_trains_on(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var first = lab.node("first", "--descent.worker.slots=1").start();
            var second = lab.node("second", "--descent.worker.slots=1").unprepared();
            var client = lab.client("owner", first);
            client.createDataset(Requests.SPIRALS);
            for (int number : campaign.each()) {
                var run = client.submit(Requests.run("disturbed " + number, 2, campaign.epochs(EPOCHS)));
                client.awaitEpoch(run, 1 + campaign.random(3), DEADLINE);
                long began = System.nanoTime();
                int code = second.launch().awaitExit(DEADLINE);
                campaign.withinTime(Duration.ofNanos(System.nanoTime() - began), Duration.ofSeconds(10), "refusing to start");
                campaign.require(code == MISCONFIGURED, "the second process ended with " + code);
                var ended = client.awaitEnd(run, DEADLINE);
                campaign.require(ended.get("status").asString().equals("SUCCEEDED") && ended.get("attempt").asInt() == 1, run + " was disturbed: " + ended.get("status") + " in attempt " + ended.get("attempt"));
            }
            campaign.require(second.logText().split("Descent does not start: another process uses the database", -1).length == campaign.tries() + 1, "the second process does not say why it does not start");
            client.awaitEnd(client.submit(Requests.run("undisturbed", 2, campaign.epochs(EPOCHS))), DEADLINE);
            lab.judge();
        }
    }
}
