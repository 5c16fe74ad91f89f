package dev.descent.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** kill -9 while clients submit; they retry under the same keys until they are answered. */
class F02KillWhileSubmittingIT {

    private static final int CLIENTS = 8;
    private static final int BETWEEN_KILLS = 100;
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** A try is a submission. */
    @Fault(value = "F02", verify = 200, full = 16_000)
    void no_accepted_submission_is_lost_and_none_is_doubled(Campaign campaign) {
        int kills = Math.max(1, campaign.tries() / BETWEEN_KILLS);
        try (var lab = Lab.onH2(campaign); var users = Executors.newFixedThreadPool(CLIENTS)) {
            var node = lab.node("node", "--descent.worker.slots=1").start();
            lab.client("owner", node).createDataset(Requests.SPIRALS);
            var next = new AtomicInteger();
            var runs = new ConcurrentLinkedQueue<String>();
            var working = IntStream.range(0, CLIENTS).mapToObj(number -> users.submit(() -> {
                var client = lab.client("user " + number, node);
                for (int run = next.getAndIncrement(); run < campaign.tries(); run = next.getAndIncrement()) {
                    runs.add(client.submitPatiently(Requests.tiny("run " + run), "key " + run, DEADLINE));
                }
                return null;
            })).toList();
            for (int kill = 1; kill <= kills; kill++) {
                int due = kill * campaign.tries() / (kills + 1);
                Waiting.until("submission " + due + " is under way", DEADLINE, () -> next.get() >= due);
                Waiting.pass(campaign.random(Duration.ZERO, Duration.ofMillis(300)));
                node.kill();
                node.start();
            }
            await(working);
            campaign.note(kills + " kills");
            lab.awaitEnds(lab.client("reader", node), List.copyOf(runs), DEADLINE);
            lab.judge();
        }
    }

    /** The checker is worth its name: where no key is remembered, it turns red. */
    @Fault(value = "F02-keyless", verify = 1, full = 1)
    void without_the_row_of_the_key_the_checker_turns_red(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("user", cluster.first());
            client.createDataset(Requests.FEW_SPIRALS);
            cluster.first().mutate(Mutation.WITHOUT_IDEMPOTENCY_ROW);
            for (int time = 0; time < 2; time++) {
                client.awaitEnd(client.submitPatiently(Requests.tiny("keyless"), "key", DEADLINE), DEADLINE);
            }
            campaign.require(lab.violations().stream().anyMatch(violation -> violation.invariant().equals("I1") && violation.subject().equals("key key")), "the checker saw nothing");
        }
    }

    private static void await(List<? extends Future<?>> working) {
        for (var user : working) {
            try {
                user.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
