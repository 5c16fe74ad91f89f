package dev.descent.faults;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** kill -9 of a node in the middle of a sweep: it decides and trains as if nothing had been. */
class FinishedSweepsIT {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final String SWEEP = """
            {"name":"%s","run":{"dataset":"spirals","target":"label","epochs":%d,"seed":5,"optimizer":{"type":"adam"},
              "model":{"layers":[{"type":"dense","units":32,"activation":"tanh"},{"type":"dense","units":32,"activation":"tanh"},{"type":"dense"}]}},
             "search":{"type":"asha","trials":9,"seed":%d,"minEpochs":3,"parameters":{"/optimizer/learningRate":{"min":0.0001,"max":0.1,"scale":"log"},"/seed":{"min":1,"max":99}}},
             "maxConcurrent":4}""";

    @Fault(value = "sweep", verify = 2, full = 30)
    void a_sweep_whose_node_is_killed_ends_with_the_leaderboard_of_an_undisturbed_one(Campaign campaign) {
        int epochs = campaign.epochs(60);
        try (var lab = Lab.onH2(campaign)) {
            var node = lab.node("node", "--descent.worker.slots=2").start();
            var client = lab.client("user", node);
            client.createDataset("{\"name\":\"spirals\",\"generator\":{\"type\":\"spirals\",\"rows\":1500,\"noise\":0.1,\"seed\":3}}");
            for (int number : campaign.each()) {
                var disturbed = create(client, "disturbed " + number, epochs, number);
                // 8 of 9 are stopped in the end; the kill comes before the first, or somewhere between two.
                int seen = campaign.random(8);
                Waiting.until(seen + " trials are stopped", DEADLINE, () -> stopped(client, disturbed) >= seen);
                Waiting.pass(campaign.random(Duration.ZERO, Duration.ofMillis(300)));
                node.kill();
                node.start();
                campaign.note(number + ": killed when " + seen + " of 8 trials had been stopped, or soon after");
                var board = board(client, disturbed);
                var undisturbed = board(client, create(client, "undisturbed " + number, epochs, number));
                campaign.require(board.equals(undisturbed), number + ": " + board + " is not " + undisturbed);
            }
        }
    }

    private static String create(Client client, String name, int epochs, int seed) {
        return client.post("/api/v1/sweeps", SWEEP.formatted(name, epochs, seed), null).expect(202).json().get("id").asString();
    }

    private static long stopped(Client client, String sweep) {
        return client.get("/api/v1/sweeps/" + sweep).expect(200).json().get("leaderboard").valueStream().filter(entry -> !entry.get("stoppedAtRung").isNull()).count();
    }

    /** Of the sweep once it has ended: values, parameters and the digests of the weights. */
    private static List<String> board(Client client, String sweep) {
        var ended = Waiting.until("sweep " + sweep + " has ended", DEADLINE, () -> {
            var now = client.get("/api/v1/sweeps/" + sweep).expect(200).json();
            return now.get("status").asString().equals("SUCCEEDED") ? now : null;
        });
        return ended.get("leaderboard").valueStream().map(entry -> line(entry, client.run(entry.get("run").asString()))).toList();
    }

    private static String line(JsonNode entry, JsonNode run) {
        return entry.get("rank") + " " + entry.get("value") + " " + entry.get("parameters") + " " + entry.get("stoppedAtRung") + " " + run.get("weightsDigest") + " "
                + run.get("progress").get("epoch");
    }
}
