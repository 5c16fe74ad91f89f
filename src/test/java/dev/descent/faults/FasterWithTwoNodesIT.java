package dev.descent.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * No fault, but what several nodes are for: how much sooner two of them, with one slot each on one PostgreSQL, finish what one does.
 * Both are warm before anything is timed, and take turns: one alone while the other is frozen, both, one alone, both.
 */
class FasterWithTwoNodesIT {

    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration RUN = Duration.ofSeconds(2);
    private static final int SAMPLE = 10;
    private static final int TINY_PER_RUN = 5;
    private static final int ROUNDS = 2;
    /** Runs on each node that find little compiled. */
    private static final int WARM_UP = 8;

    /** A try is a run of about two seconds; five times as many tiny ones are reported beside them. */
    @Fault(value = "two-nodes", verify = 0, full = 200)
    void two_nodes_share_the_runs_and_none_is_run_twice(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            int epochs = warm(cluster, lab, campaign);
            var large = new Comparison(lab, client, campaign.tries(), epochs, runs);
            var tiny = new Comparison(lab, client, campaign.tries() * TINY_PER_RUN, 0, runs);
            for (int round = 1; round <= ROUNDS; round++) {
                cluster.second().freeze();
                large.time(round, 1);
                tiny.time(round, 1);
                cluster.second().thaw();
                large.time(round, 2);
                tiny.time(round, 2);
            }
            large.tell(campaign);
            tiny.tell(campaign);
            lab.awaitEnds(client, runs, DEADLINE);
            campaign.require(number(lab, "select count(*) from run where attempt <> 1") == 0, "some runs were claimed more than once");
            campaign.require(number(lab, "select count(*) from run where status <> 'SUCCEEDED'") == 0, "some runs have not succeeded");
            lab.judgeAlive();
        }
    }

    /** Epochs that take about two seconds, by the last run of the warm-up: the first ones find nothing compiled. */
    private static int warm(Cluster cluster, Lab lab, Campaign campaign) {
        int sample = campaign.epochs(SAMPLE);
        var taken = Duration.ZERO;
        for (var node : cluster.nodes()) {
            var client = lab.client("warm-up", node);
            cluster.other(node).freeze();
            for (int run = 1; run <= WARM_UP; run++) {
                client.awaitEnd(client.submit(Requests.tiny("tiny warm-up " + run)), DEADLINE);
                var ended = client.awaitEnd(client.submit(Requests.run("warm-up " + run, 1, sample)), DEADLINE);
                taken = Duration.between(Instant.parse(ended.get("startedAt").asString()), Instant.parse(ended.get("finishedAt").asString()));
            }
            cluster.other(node).thaw();
        }
        return (int) Math.max(1, sample * RUN.toMillis() / Math.max(1, taken.toMillis()));
    }

    /** The same runs on one node and on two. */
    private static final class Comparison {

        private final Lab lab;
        private final Client client;
        private final int count;
        private final int epochs;
        private final List<String> runs;
        private final double[] seconds = new double[3];

        /** @param count on either side; @param epochs 0 for tiny runs */
        Comparison(Lab lab, Client client, int count, int epochs, List<String> runs) {
            this.lab = lab;
            this.client = client;
            this.count = Math.ceilDiv(count, ROUNDS);
            this.epochs = epochs;
            this.runs = runs;
        }

        /** From the first start to the last end as the database has them. No client asks meanwhile. */
        void time(int round, int nodes) {
            var name = nodes + " nodes, " + epochs + " epochs, round " + round;
            for (int run = 0; run < count; run++) {
                runs.add(client.submit(epochs == 0 ? Requests.tiny(name + ": " + run) : Requests.run(name + ": " + run, run % 4, epochs)));
            }
            var mine = " from run where name like '" + name + ": %'";
            Waiting.until("all runs have ended", DEADLINE, () -> {
                Waiting.pass(Duration.ofMillis(200));
                return number(lab, "select count(*)" + mine + " and finished_at is not null") == count;
            });
            seconds[nodes] += number(lab, "select extract(epoch from max(finished_at) - min(started_at))" + mine);
        }

        void tell(Campaign campaign) {
            var what = ROUNDS * count + (epochs == 0 ? " tiny runs" : " runs of " + epochs + " epochs");
            double one = ROUNDS * count / seconds[1];
            double two = ROUNDS * count / seconds[2];
            System.out.printf("| %s | one node %.2f/s | two nodes %.2f/s | %.2f times |%n", what, one, two, two / one);
            campaign.note("%s: %.2f/s on one node, %.2f/s on two, %.2f times".formatted(what, one, two, two / one));
        }
    }

    private static double number(Lab lab, String query) {
        try (var connection = lab.database().connect(); var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
