package dev.descent.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long a run waits for another node when its own has died, with the heartbeats that the service has where nobody sets others. */
class TakeoverIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration TAKEOVER = Duration.ofSeconds(36);
    private static final int EPOCHS = 1200;

    @Fault(value = "takeover", verify = 0, full = 10)
    void a_run_is_taken_over_in_time_with_the_settings_of_production(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        cluster.nodes().forEach(ServiceProcess::stop);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var nodes = Stream.of("left", "right").map(name -> node(campaign, cluster.database(), name)).toList();
            lab.client("owner", nodes.getFirst()).createDataset(Requests.SPIRALS);
            var longest = Duration.ZERO;
            for (int number : campaign.each()) {
                var client = lab.client("owner " + number, nodes.get(number % nodes.size()));
                var run = client.submit(Requests.run("taken over " + number, number % 4, campaign.epochs(EPOCHS)));
                var owner = Waiting.until("the run trains", DEADLINE, () -> Cluster.owner(cluster.database(), nodes, run));
                var other = owner == nodes.getFirst() ? nodes.getLast() : nodes.getFirst();
                Waiting.pass(campaign.random(Duration.ofMillis(500), Duration.ofSeconds(4)));
                owner.kill();
                long killed = System.nanoTime();
                Waiting.until("the other node trains it", DEADLINE, () -> Cluster.owner(cluster.database(), nodes, run) == other);
                var taken = Duration.ofNanos(System.nanoTime() - killed);
                longest = taken.compareTo(longest) > 0 ? taken : longest;
                var ended = lab.client("heir " + number, other).awaitEnd(run, DEADLINE);
                campaign.require(ended.get("status").asString().equals("SUCCEEDED"), run + " has not succeeded");
                owner.start();
            }
            nodes.forEach(ServiceProcess::close);
            campaign.note("longest takeover " + longest.toMillis() + " ms");
            campaign.withinTime(longest, TAKEOVER, "a takeover");
            campaign.found(lab.violations());
        }
    }

    private static ServiceProcess node(Campaign campaign, Database database, String name) {
        var arguments = new ArrayList<>(database.arguments());
        arguments.removeIf(argument -> argument.startsWith("--db-scheduler."));
        arguments.addAll(List.of("--descent.worker.slots=1", "--server.tomcat.basedir=" + campaign.directory().resolve(name)));
        return new ServiceProcess(name, campaign.directory(), arguments).start();
    }
}
