package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sweeps as their users see them. */
class SweepTest extends EndToEnd {

    private static final String RUN = """
            {"dataset":"%s","target":"species","epochs":%d,"seed":3,"optimizer":{"type":"adam","learningRate":0.01},
             "model":{"layers":[{"type":"dense","units":8,"activation":"relu"},{"type":"dense"}]},"labels":{"team":"sweeps"}}""";

    @Test
    void a_grid_ranks_its_runs_as_the_same_runs_by_hand() {
        var iris = descent.upload("grid iris", DATASETS.resolve("iris.csv"));
        var run = RUN.formatted("grid iris", 5);
        var answer = descent.post("/api/v1/sweeps", sweep("a grid", run, "{\"type\":\"grid\",\"parameters\":{\"/optimizer/learningRate\":[0.1,0.01,0.001],\"/model/layers/0/units\":[4,8]}}"),
                "Idempotency-Key", "a grid").expect(202);
        var id = answer.json().get("id").asString();
        assertThat(answer.header("Location")).isEqualTo("/api/v1/sweeps/" + id);
        assertThat(answer.json().get("trials").get("total").asInt()).isEqualTo(6);
        descent.delete("/api/v1/datasets/" + iris).expect(409);
        var ended = awaitEnd(id);

        assertThat(ended.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("objective").toString()).isEqualTo("{\"metric\":\"valLoss\",\"direction\":\"minimize\"}");
        assertThat(ended.get("trials").toString()).isEqualTo("{\"total\":6,\"running\":0,\"ended\":6}");
        var byHand = new HashMap<String, String>();
        for (var rate : List.of("0.1", "0.01", "0.001")) {
            for (var units : List.of("4", "8")) {
                byHand.put("{\"/optimizer/learningRate\":%s,\"/model/layers/0/units\":%s}".formatted(rate, units), descent.submit(run.replace("0.01", rate).replace("\"units\":8", "\"units\":" + units)));
            }
        }
        var values = new ArrayList<Double>();
        for (var entry : ended.get("leaderboard")) {
            var reference = descent.awaitSuccess(byHand.remove(entry.get("parameters").toString()));
            assertThat(descent.run(entry.get("run").asString()).get("weightsDigest")).isEqualTo(reference.get("weightsDigest"));
            assertThat(entry.get("value")).isEqualTo(reference.get("best").get("value"));
            assertThat(entry.get("rank").asInt()).isEqualTo(values.size() + 1);
            assertThat(entry.get("stoppedAtRung").isNull()).isTrue();
            values.add(entry.get("value").asDouble());
        }
        assertThat(byHand).isEmpty();
        assertThat(values).isSortedAccordingTo(Comparator.naturalOrder());

        assertThat(descent.post("/api/v1/sweeps", sweep("a grid", run, "{\"type\":\"grid\",\"parameters\":{\"/optimizer/learningRate\":[0.1,0.01,0.001],\"/model/layers/0/units\":[4,8]}}"),
                "Idempotency-Key", "a grid").expect(202).header("Idempotency-Replayed")).isEqualTo("true");
        var runs = descent.get("/api/v1/sweeps/a%20grid/runs?limit=4").expect(200).json();
        assertThat(runs.get("data").valueStream().map(trial -> trial.get("labels").toString()).toList())
                .first().isEqualTo("{\"sweep\":\"%s\",\"team\":\"sweeps\",\"trial\":\"1\"}".formatted(id));
        assertThat(descent.get("/api/v1/sweeps/" + id + "/runs?limit=4&after=" + runs.get("nextCursor").asString()).expect(200).json().get("data")).hasSize(2);
        assertThat(descent.get("/api/v1/runs?label=sweep:" + id).expect(200).json().get("data")).hasSize(6);
        assertThat(descent.get("/api/v1/sweeps?limit=1").expect(200).json().get("data")).hasSize(1);
        descent.post("/api/v1/sweeps/" + id + "/trials", "{\"trials\":1}").expect(409);
        descent.post("/api/v1/sweeps/" + id + "/cancel", "").expect(409);
        descent.delete("/api/v1/sweeps/" + id).expect(204);
        descent.get("/api/v1/sweeps/" + id).expect(404);
        assertThat(descent.get("/api/v1/runs?label=sweep:" + id).expect(200).json().get("data")).hasSize(6);
    }

    @Test
    void a_random_sweep_goes_on_where_a_larger_one_would_have() {
        descent.upload("random iris", DATASETS.resolve("iris.csv"));
        var search = "{\"type\":\"random\",\"trials\":%d,\"seed\":5,\"parameters\":{\"/optimizer/learningRate\":{\"min\":0.0001,\"max\":1,\"scale\":\"log\"},\"/seed\":{\"min\":1,\"max\":99},\"/shuffle\":[true,false]}}";
        var whole = create(sweep("whole", RUN.formatted("random iris", 3), search.formatted(7)));
        var part = create(sweep("part", RUN.formatted("random iris", 3), search.formatted(4)).replace("\"search\"", "\"maxConcurrent\":1,\"search\""));
        descent.post("/api/v1/sweeps/part/trials", "{\"trials\":3}", "Idempotency-Key", "three more").expect(202);
        assertThat(descent.post("/api/v1/sweeps/part/trials", "{\"trials\":3}", "Idempotency-Key", "three more").expect(202).header("Idempotency-Replayed")).isEqualTo("true");
        var all = awaitEnd(whole).get("leaderboard");
        assertThat(board(awaitEnd(part))).hasSize(7).isEqualTo(board(awaitEnd(whole)));
        for (var entry : all) {
            var parameters = entry.get("parameters");
            assertThat(parameters.get("/optimizer/learningRate").asDouble()).isBetween(0.0001, 1.0);
            assertThat(parameters.get("/seed").isIntegralNumber()).isTrue();
            assertThat(parameters.get("/seed").asInt()).isBetween(1, 99);
        }
    }

    @Test
    void cancelling_a_sweep_cancels_its_runs() {
        descent.upload("cancelled iris", DATASETS.resolve("iris.csv"));
        var id = create(sweep("to be cancelled", RUN.formatted("cancelled iris", 1_000_000), "{\"type\":\"random\",\"trials\":9,\"parameters\":{\"/seed\":{\"min\":1,\"max\":99}}}")
                .replace("\"search\"", "\"maxConcurrent\":2,\"search\""));
        Awaitility.await().until(() -> !descent.get("/api/v1/runs?status=RUNNING&label=sweep:" + id).expect(200).json().get("data").isEmpty());
        assertThat(descent.get("/api/v1/sweeps/" + id).expect(200).json().get("trials").toString()).isEqualTo("{\"total\":9,\"running\":2,\"ended\":0}");
        descent.delete("/api/v1/sweeps/" + id).expect(409);
        descent.post("/api/v1/sweeps", sweep("to be cancelled", RUN.formatted("cancelled iris", 1), "{\"type\":\"grid\",\"parameters\":{\"/seed\":[1]}}")).expect(409);
        assertThat(descent.post("/api/v1/sweeps/" + id + "/cancel", "").expect(202).json().get("status").asString()).isEqualTo("CANCELLING");
        var ended = awaitEnd(id);
        assertThat(ended.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(ended.get("trials").toString()).isEqualTo("{\"total\":9,\"running\":0,\"ended\":9}");
        assertThat(descent.get("/api/v1/runs?status=CANCELLED&label=sweep:" + id).expect(200).json().get("data")).hasSize(9);
        descent.post("/api/v1/sweeps/" + id + "/trials", "{\"trials\":1}").expect(409);
    }

    @Test
    void asha_stops_most_trials_early_and_trains_the_best_to_the_bits_of_an_undisturbed_run() {
        descent.upload("asha iris", DATASETS.resolve("iris.csv"));
        var id = create(sweep("asha", RUN.formatted("asha iris", 12), "{\"type\":\"asha\",\"trials\":9,\"seed\":1,\"parameters\":{\"/optimizer/learningRate\":{\"min\":0.0001,\"max\":0.1,\"scale\":\"log\"}}}"));
        var ended = awaitEnd(id);
        assertThat(ended.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("rungs").toString()).isEqualTo("[1,3,9]");
        var stops = new ArrayList<Integer>();
        for (var entry : ended.get("leaderboard")) {
            var run = descent.run(entry.get("run").asString());
            int epochs = run.get("progress").get("epoch").asInt();
            stops.add(epochs);
            assertThat(run.get("best").get("value")).isEqualTo(entry.get("value"));
            assertThat(entry.get("stoppedAtRung").isNull() ? 12 : entry.get("stoppedAtRung").asInt()).isEqualTo(epochs);
            if (epochs == 12) {
                assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
                var undisturbed = descent.awaitSuccess(descent.submit(run.get("requestedSpec").toString()));
                assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
            }
        }
        // 9 trials, of which 3 pass epoch 1, 1 passes epoch 3, and that one epoch 9
        assertThat(stops).containsExactlyInAnyOrder(1, 1, 1, 1, 1, 1, 3, 3, 12);
    }

    private String create(String sweep) {
        return descent.post("/api/v1/sweeps", sweep).expect(202).json().get("id").asString();
    }

    private JsonNode awaitEnd(String id) {
        return Sweeping.awaitEnd(descent, id);
    }

    private static String sweep(String name, String run, String search) {
        return "{\"name\":\"%s\",\"run\":%s,\"search\":%s}".formatted(name, run, search);
    }

    private List<String> board(JsonNode sweep) {
        return Sweeping.board(descent, sweep);
    }
}
