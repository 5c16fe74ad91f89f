package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;

/** SIGTERM under load, and SIGKILL while the service is still busy ending. */
class F23KillInTheDrainIT {

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int EPOCHS = 80;
    /** It keeps the service from being over before it is killed: runs are let go of after it. */
    private static final Duration BALANCER_WAIT = Duration.ofMillis(1800);

    @Fault(value = "F23", verify = 0, full = 20)
    void a_kill_in_the_middle_of_a_drain_loses_nothing(Campaign campaign) {
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=2", "--descent.http.balancer-wait=" + BALANCER_WAIT.toMillis() + "ms").start();
            var client = lab.client("owner", node);
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            int intime = 0;
            for (int number : campaign.each()) {
                for (int twin = 0; twin < 2; twin++) {
                    runs.add(client.submit(Requests.run("disturbed " + number + "." + twin, twin, campaign.epochs(EPOCHS))));
                }
                client.awaitEpoch(runs.get(runs.size() - 2), 1, DEADLINE);
                try (var users = new Users(lab, node, "load " + number, 4, Duration.ofMillis(80))) {
                    Waiting.pass(campaign.random(Duration.ofMillis(200), Duration.ofMillis(1000)));
                    node.terminate();
                    Waiting.pass(campaign.random(BALANCER_WAIT, BALANCER_WAIT.plusMillis(400)));
                    intime += node.isAlive() ? 1 : 0;
                    node.kill();
                    node.start();
                    runs.addAll(users.stop());
                }
            }
            campaign.note(intime + " killed before they had ended by themselves");
            for (int twin = 0; twin < 2; twin++) {
                runs.add(client.submit(Requests.run("undisturbed " + twin, twin, campaign.epochs(EPOCHS))));
            }
            lab.awaitEnds(client, runs, DEADLINE);
            lab.judge();
        }
    }
}
