package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** SIGTERM while runs train and clients ask and submit. */
class F22DrainIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Duration DRAIN = Duration.ofSeconds(25);

    @Fault(value = "F22", verify = 1, full = 20)
    void a_shutdown_answers_what_was_accepted_and_lets_go_of_every_run(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=2").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.spirals(campaign));
            var runs = new ArrayList<String>();
            for (int number : campaign.each()) {
                for (int run = 0; run < 4; run++) {
                    runs.add(client.submit(Requests.run("drained " + number + "." + run, run, campaign.epochs(80))));
                }
                client.awaitEpoch(runs.get(runs.size() - 4), 1, DEADLINE);
                var submitted = loadWhile(lab, node, number, () -> {
                    Waiting.pass(campaign.random(Duration.ofMillis(200), Duration.ofMillis(1000)));
                    long began = System.nanoTime();
                    int code = node.stop();
                    campaign.require(code == 0, "after SIGTERM the exit code was " + code);
                    campaign.withinTime(Duration.ofNanos(System.nanoTime() - began), DRAIN, "the drain");
                });
                runs.addAll(submitted);
                node.start();
            }
            lab.awaitEnds(client, runs, DEADLINE);
            for (int run = 0; run < 4; run++) {
                client.awaitEnd(client.submit(Requests.run("undisturbed " + run, run, campaign.epochs(80))), DEADLINE);
            }
            lab.judge();
            var unanswered = lab.acceptedWithoutAnswer();
            campaign.require(unanswered.isEmpty(), "these were accepted, and their connections broken: " + unanswered);
        }
    }

    /** Some fifty requests a second; returns the runs that were accepted. */
    private static List<String> loadWhile(Lab lab, ServiceProcess node, int number, Runnable fault) {
        var over = new AtomicBoolean();
        var count = new AtomicInteger();
        var accepted = java.util.Collections.synchronizedList(new ArrayList<String>());
        try (var users = Executors.newFixedThreadPool(4)) {
            for (int user = 0; user < 4; user++) {
                var client = lab.client("load " + number + "." + user, node);
                users.execute(() -> {
                    while (!over.get()) {
                        var name = "load " + number + "." + count.incrementAndGet();
                        var reply = client.post("/api/v1/runs", Requests.tiny(name), name);
                        if (reply.status() == 202) {
                            accepted.add(reply.json().get("id").asString());
                        }
                        Waiting.pass(Duration.ofMillis(80));
                    }
                });
            }
            fault.run();
            over.set(true);
        }
        return accepted;
    }
}
