package dev.descent.endtoend;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What tests of sweeps look at. */
final class Sweeping {

    private Sweeping() {}

    /** Of digits, which must be there as "swept digits": nine draws and three more, which is two brackets. */
    static String create(DescentClient descent, String name) {
        var id = descent.post("/api/v1/sweeps", """
                {"name":"%s","run":{"dataset":"swept digits","target":"digit","task":"classification","epochs":40,"seed":11,"optimizer":{"type":"adam"},
                  "validation":{"column":"split","value":"test"},"model":{"layers":[{"type":"dense","units":64,"activation":"relu"},{"type":"dropout","rate":0.2},{"type":"dense"}]}},
                 "search":{"type":"asha","trials":9,"seed":4,"minEpochs":4,"parameters":{"/optimizer/learningRate":{"min":0.0001,"max":0.1,"scale":"log"},"/batchSize":[16,32,64]}},
                 "objective":{"metric":"valAccuracy"},"maxConcurrent":3}""".formatted(name)).expect(202).json().get("id").asString();
        descent.post("/api/v1/sweeps/" + id + "/trials", "{\"trials\":3}").expect(202);
        return id;
    }

    /** How many trials have been stopped so far. */
    static long stopped(DescentClient descent, String id) {
        return descent.get("/api/v1/sweeps/" + id).expect(200).json().get("leaderboard").valueStream().filter(entry -> !entry.get("stoppedAtRung").isNull()).count();
    }

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
