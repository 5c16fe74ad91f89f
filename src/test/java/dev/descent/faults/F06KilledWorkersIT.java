package dev.descent.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Three nodes on one PostgreSQL; every twenty seconds one of them is killed and comes back (for half an hour, or -Dminutes). */
class F06KilledWorkersIT {

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration SOAK = Duration.ofMinutes(Long.getLong("minutes", 30));
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final Duration TAKEOVER = Duration.ofMillis(4500);
    private static final int UNDER_WAY = 6;
    private static final int EPOCHS = 8;

    /** A try is the whole of it; a tenth of the time goes by without kills, to have a rate to compare with. */
    @Fault(value = "F06", verify = 0, full = 1)
    void a_run_whose_worker_is_killed_is_taken_over_in_time(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var nodes = new ArrayList<>(cluster.nodes());
            nodes.add(lab.node("third", "--descent.worker.slots=1", "--server.tomcat.basedir=" + campaign.directory().resolve("third")).start());
            lab.client("owner", cluster.first()).createDataset(Requests.SPIRALS);
            var runs = new CopyOnWriteArrayList<String>();
            var over = new AtomicBoolean();
            try (var feeding = Executors.newSingleThreadExecutor()) {
                var feeder = feeding.submit(() -> feed(campaign, lab, nodes, runs, over));
                try {
                    double undisturbed = rateDuring(lab, () -> Waiting.pass(SOAK.dividedBy(10)));
                    double disturbed = rateDuring(lab, () -> kill(campaign, lab, nodes));
                    campaign.note("%.2f runs/s with kills, %.2f without".formatted(disturbed, undisturbed));
                } finally {
                    over.set(true);
                }
                feeder.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
            nodes.forEach(ServiceProcess::awaitReadiness);
            lab.awaitEnds(lab.client("reader", nodes.getFirst()), runs, DEADLINE);
            campaign.note(runs.size() + " runs");
            lab.judgeAlive();
        }
    }

    /** Submits to one node after the other, so that some wait at any time. */
    private static void feed(Campaign campaign, Lab lab, List<ServiceProcess> nodes, List<String> runs, AtomicBoolean over) {
        var clients = nodes.stream().map(node -> lab.client("feeding " + node.base(), node)).toList();
        while (!over.get()) {
            if (number(lab, "select count(*) from run where finished_at is null") < UNDER_WAY) {
                var name = "soaked " + runs.size();
                runs.add(clients.get(runs.size() % clients.size()).submitPatiently(Requests.run(name, runs.size() % 4, campaign.epochs(EPOCHS)), name, DEADLINE));
            } else {
                Waiting.pass(Duration.ofMillis(100));
            }
        }
    }

    private static void kill(Campaign campaign, Lab lab, List<ServiceProcess> nodes) {
        long end = System.nanoTime() + SOAK.minus(SOAK.dividedBy(10)).toNanos();
        var longest = Duration.ZERO;
        int kills = 0;
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            nodes.forEach(ServiceProcess::awaitReadiness);
            var victim = nodes.get(campaign.random(nodes.size()));
            var held = "from run r join scheduled_tasks t on t.task_instance = r.queue_entry where r.status = 'RUNNING' and t.picked and t.picked_by like '%-" + victim.pid() + "-%'";
            victim.kill();
            kills++;
            long killed = System.nanoTime();
            boolean holding = number(lab, "select count(*) " + held) > 0;
            Waiting.until("what the killed worker held is taken over", DEADLINE, () -> number(lab, "select count(*) " + held) == 0);
            var taken = Duration.ofNanos(System.nanoTime() - killed);
            longest = holding && taken.compareTo(longest) > 0 ? taken : longest;
            victim.launch();
            Waiting.pass(BETWEEN_KILLS.minusNanos(System.nanoTime() - began));
        }
        campaign.note(kills + " kills, longest takeover " + longest.toMillis() + " ms");
        campaign.withinTime(longest, TAKEOVER, "a takeover");
    }

    /** Ended runs per second. */
    private static double rateDuring(Lab lab, Runnable phase) {
        long before = number(lab, "select count(*) from run where finished_at is not null");
        long began = System.nanoTime();
        phase.run();
        long ended = number(lab, "select count(*) from run where finished_at is not null") - before;
        return ended * 1e9 / (System.nanoTime() - began);
    }

    private static long number(Lab lab, String query) {
        try (var connection = lab.database().connect(); var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
