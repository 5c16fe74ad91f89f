package dev.descent.endtoend;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What tests of sweeps look at. */
final class Sweeping {

    private Sweeping() {}

    static JsonNode awaitEnd(DescentClient descent, String id) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .until(() -> descent.get("/api/v1/sweeps/" + id).expect(200).json(), sweep -> sweep.get("status").asString().matches("SUCCEEDED|CANCELLED"));
    }

    /** The leaderboard without the ids, with the digest of the weights in place of the run. */
    static List<String> board(DescentClient descent, JsonNode sweep) {
        return sweep.get("leaderboard").valueStream().map(entry -> entry.get("rank") + " " + entry.get("value") + " " + entry.get("parameters") + " " + entry.get("stoppedAtRung")
                + " " + descent.run(entry.get("run").asString()).get("weightsDigest")).toList();
    }
}
