package dev.descent.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** No fault, but what several nodes are for: how much sooner two of them, with one slot each on one PostgreSQL, finish what one does. */
class FasterWithTwoNodesIT {

    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration RUN = Duration.ofSeconds(2);
    private static final int SAMPLE = 10;
    private static final int TINY_PER_RUN = 5;

    /** A try is a run of about two seconds; five times as many tiny ones are reported beside them. */
    @Fault(value = "two-nodes", verify = 0, full = 200)
    void two_nodes_share_the_runs_and_none_is_run_twice(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        try (var lab = Lab.on(cluster.database(), campaign)) {
            var client = lab.client("owner", cluster.first());
            client.createDataset(Requests.SPIRALS);
            var runs = new ArrayList<String>();
            int tiny = campaign.tries() * TINY_PER_RUN;
            cluster.second().stop();
            int epochs = epochsOf(campaign, RUN, client);
            double one = rate(lab, client, "one node", campaign.tries(), epochs, runs);
            double oneOfTiny = rate(lab, client, "one node, tiny", tiny, 0, runs);
            cluster.second().start();
            client.awaitEnd(client.submit(Requests.run("before two", 1, campaign.epochs(SAMPLE))), DEADLINE);
            double two = rate(lab, client, "two nodes", campaign.tries(), epochs, runs);
            double twoOfTiny = rate(lab, client, "two nodes, tiny", tiny, 0, runs);
            table(campaign, "%d runs of %d epochs".formatted(campaign.tries(), epochs), one, two);
            table(campaign, tiny + " tiny runs", oneOfTiny, twoOfTiny);
            lab.awaitEnds(client, runs, DEADLINE);
            campaign.require(number(lab, "select count(*) from run where attempt <> 1") == 0, "some runs were claimed more than once");
            campaign.require(number(lab, "select count(*) from run where status <> 'SUCCEEDED'") == 0, "some runs have not succeeded");
            lab.judgeAlive();
        }
    }

    /** By the last of three samples: the first ones find nothing compiled. */
    private static int epochsOf(Campaign campaign, Duration wanted, Client client) {
        var taken = Duration.ZERO;
        for (int sample = 1; sample <= 3; sample++) {
            var ended = client.awaitEnd(client.submit(Requests.run("sample " + sample, 1, campaign.epochs(SAMPLE))), DEADLINE);
            taken = Duration.between(Instant.parse(ended.get("startedAt").asString()), Instant.parse(ended.get("finishedAt").asString()));
        }
        return (int) Math.max(1, campaign.epochs(SAMPLE) * wanted.toMillis() / Math.max(1, taken.toMillis()));
    }

    /** Ended runs per second, from the first start to the last end as the database has them. No client asks meanwhile. */
    private static double rate(Lab lab, Client client, String name, int count, int epochs, List<String> runs) {
        for (int run = 0; run < count; run++) {
            runs.add(client.submit(epochs == 0 ? Requests.tiny(name + ": " + run) : Requests.run(name + ": " + run, run % 4, epochs)));
        }
        var mine = " from run where name like '" + name + ": %'";
        Waiting.until("all runs have ended", DEADLINE, () -> {
            Waiting.pass(Duration.ofMillis(200));
            return number(lab, "select count(*)" + mine + " and finished_at is not null") == count;
        });
        return count / number(lab, "select extract(epoch from max(finished_at) - min(started_at))" + mine);
    }

    private static void table(Campaign campaign, String what, double one, double two) {
        System.out.printf("| %s | one node %.2f/s | two nodes %.2f/s | %.2f times |%n", what, one, two, two / one);
        campaign.note("%s: %.2f/s on one node, %.2f/s on two, %.2f times".formatted(what, one, two, two / one));
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
