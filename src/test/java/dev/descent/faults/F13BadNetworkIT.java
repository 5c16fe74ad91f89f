package dev.descent.faults;

import java.time.Duration;
import java.util.ArrayList;

/** A bad network between one node and PostgreSQL, beside a node that has a good one. */
class F13BadNetworkIT {

    private static final Duration DEADLINE = Duration.ofMinutes(30);
    private static final int USERS = 4;
    private static final int EPOCHS = 10;
    private static final int TINY_PER_LONGER = 20;

    /** A try is a run. */
    @Fault(value = "F13", verify = 0, full = 1000)
    void delays_resets_stalls_and_cuts_double_nothing_and_leave_nothing_stuck(Campaign campaign) {
        var cluster = Cluster.ready(campaign);
        cluster.first().stop();
        try (var network = new BadNetwork(cluster.postgres().port(), campaign.seed()); var lab = Lab.on(cluster.database(), campaign)) {
            var far = far(campaign, cluster, network);
            try {
                var client = lab.client("owner", cluster.second());
                client.createDataset(Requests.SPIRALS);
                var runs = new ArrayList<String>();
                network.become(false);
                try (var users = new Users(lab, far, "far", USERS, Duration.ofMillis(20))) {
                    for (int done = 0; done < campaign.tries(); done = runs.size() + users.answered()) {
                        int due = done + TINY_PER_LONGER;
                        runs.add(client.submit(Requests.run("longer " + runs.size(), runs.size() % 2, campaign.epochs(EPOCHS))));
                        Waiting.until("some more runs are accepted over a bad network", DEADLINE, () -> runs.size() + users.answered() >= Math.min(due, campaign.tries()));
                    }
                    runs.addAll(users.stop());
                }
                lab.awaitEnds(client, runs, DEADLINE);
                campaign.note(network.struck() + " connections struck, " + runs.size() + " runs");
                campaign.require(network.struck() > 0, "no connection was struck");
                network.become(true);
                for (int seed = 0; seed < 2; seed++) {
                    client.awaitEnd(client.submit(Requests.run("undisturbed " + seed, seed, campaign.epochs(EPOCHS))), DEADLINE);
                }
                lab.judgeAlive();
            } finally {
                far.close();
            }
        }
    }

    private static ServiceProcess far(Campaign campaign, Cluster cluster, BadNetwork network) {
        var arguments = new ArrayList<>(cluster.database().arguments());
        arguments.replaceAll(argument -> argument.replace(":" + cluster.postgres().port() + "/", ":" + network.port() + "/"));
        arguments.add("--descent.worker.slots=1");
        arguments.add("--server.tomcat.basedir=" + campaign.directory().resolve("far"));
        return new ServiceProcess("far", campaign.directory(), arguments).start();
    }
}
