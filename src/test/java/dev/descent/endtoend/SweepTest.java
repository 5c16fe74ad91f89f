package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.run.Trials;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
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
    void a_run_request_whose_labels_are_null_gets_those_of_its_sweep() {
        descent.upload("unlabelled iris", DATASETS.resolve("iris.csv"));
        var id = create(sweep("unlabelled", RUN.formatted("unlabelled iris", 1).replace("{\"team\":\"sweeps\"}", "null"), "{\"type\":\"grid\",\"parameters\":{\"/seed\":[1]}}"));
        assertThat(descent.get("/api/v1/runs?label=sweep:" + id).expect(200).json().get("data")).hasSize(1);
    }

    @Test
    void a_transaction_that_moves_many_trials_keeps_none_of_them(@Autowired Trials trials, @Autowired EntityManager entities, @Autowired PlatformTransactionManager transactions) {
        descent.upload("many iris", DATASETS.resolve("iris.csv"));
        var id = create(sweep("many", RUN.formatted("many iris", 1_000_000), "{\"type\":\"random\",\"trials\":5,\"parameters\":{\"/seed\":{\"min\":1,\"max\":99}}}")
                .replace("\"search\"", "\"maxConcurrent\":1,\"search\""));
        var waiting = descent.get("/api/v1/runs?status=PAUSED&label=sweep:" + id).expect(200).json().get("data").valueStream().map(run -> run.get("id").asString()).toList();
        assertThat(waiting).hasSize(4);
        var kept = new TransactionTemplate(transactions).execute(_ -> {
            trials.proceed(waiting.getFirst(), null);
            waiting.subList(1, 4).forEach(trials::cancel);
            return entities.unwrap(Session.class).getStatistics().getEntityCount();
        });
        assertThat(kept).isZero();
        assertThat(descent.get("/api/v1/runs?status=CANCELLED&label=sweep:" + id).expect(200).json().get("data")).hasSize(3);
        descent.post("/api/v1/sweeps/" + id + "/cancel", "").expect(202);
        assertThat(awaitEnd(id).get("status").asString()).isEqualTo("CANCELLED");
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

    @Test
    void trials_that_somebody_resumes_cancels_or_deletes_do_not_hold_the_others_up() {
        descent.upload("disturbed iris", DATASETS.resolve("iris.csv"));
        var blockers = List.of(1, 2).stream().map(_ -> descent.submit(RUN.formatted("disturbed iris", 10_000_000).replace("\"seed\"", "\"batchSize\":1,\"priority\":10,\"seed\""))).toList();
        for (var blocker : blockers) {
            descent.await(blocker, Duration.ofSeconds(30), run -> run.get("status").asString().equals("RUNNING"));
        }
        var id = create(sweep("disturbed", RUN.formatted("disturbed iris", 4).replace("\"seed\"", "\"priority\":-10,\"seed\""),
                "{\"type\":\"asha\",\"trials\":5,\"reductionFactor\":2,\"parameters\":{\"/optimizer/learningRate\":{\"min\":0.001,\"max\":0.1}}}").replace("\"search\"", "\"maxConcurrent\":1,\"search\""));
        var trials = descent.get("/api/v1/sweeps/" + id + "/runs").expect(200).json().get("data");
        assertThat(trials.valueStream().map(run -> run.get("status").asString()).toList()).containsExactly("QUEUED", "PAUSED", "PAUSED", "PAUSED", "PAUSED");
        descent.post("/api/v1/runs/" + trials.get(2).get("id").asString() + "/resume", "").expect(202);
        descent.post("/api/v1/runs/" + trials.get(3).get("id").asString() + "/cancel", "").expect(202);
        descent.post("/api/v1/runs/" + trials.get(4).get("id").asString() + "/cancel", "").expect(202);
        descent.delete("/api/v1/runs/" + trials.get(4).get("id").asString()).expect(204);
        blockers.forEach(blocker -> descent.post("/api/v1/runs/" + blocker + "/cancel", "").expect(202));

        var ended = awaitEnd(id);
        assertThat(ended.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("rungs").toString()).isEqualTo("[1,2]");
        var board = ended.get("leaderboard");
        assertThat(board).hasSize(5);
        assertThat(board.valueStream().filter(entry -> entry.get("value").isNull()).map(entry -> entry.get("run")).toList())
                .containsExactly(trials.get(3).get("id"), trials.get(4).get("id"));
        // Two of the five that came to the first rung went on, one of these to the end.
        assertThat(board.valueStream().map(entry -> entry.get("stoppedAtRung").asInt(0)).toList()).containsExactlyInAnyOrder(1, 2, 0, 0, 0);
    }

    @Test
    void a_trial_that_diverges_ranks_last_and_the_sweep_succeeds() {
        descent.post("/api/v1/datasets", "{\"name\":\"line\",\"columns\":[\"x\",\"y\"],\"rows\":[[1,2],[2,4],[3,6],[4,8],[5,10],[6,12]]}").expect(201);
        var id = create("""
                {"name":"diverging","run":{"dataset":"line","target":"y","epochs":400,"validation":null,"model":{"layers":[{"type":"dense"}]},"loss":{"type":"sse"},"optimizer":{"type":"gd"}},
                 "search":{"type":"grid","parameters":{"/optimizer/learningRate":[100,0.001]}},"objective":{"metric":"trainLoss"}}""");
        var board = awaitEnd(id).get("leaderboard");
        assertThat(board.get(0).get("value").isNumber()).isTrue();
        assertThat(board.get(1).get("value").isNull()).isTrue();
        assertThat(board.get(1).get("parameters").toString()).isEqualTo("{\"/optimizer/learningRate\":100}");
        assertThat(descent.run(board.get(1).get("run").asString()).get("failure").get("code").asString()).isEqualTo("DIVERGED");
        assertThat(descent.get("/api/v1/sweeps/diverging").expect(200).json().get("status").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void everything_that_is_wrong_with_a_sweep_is_told_at_once_where_it_stands() {
        descent.upload("wrong iris", DATASETS.resolve("iris.csv"));
        var run = RUN.formatted("wrong iris", 3);
        var grid = "{\"type\":\"grid\",\"parameters\":{%s}}";
        var asha = "{\"type\":\"asha\",\"trials\":3,%s\"parameters\":{%s}}";
        refused(sweep("", run, grid.formatted("\"/seed\":[1]")), "/name");
        refused(sweep("a", run, grid.formatted("\"/seed\":[]")), "/search/parameters/~1seed");
        refused(sweep("a", run, grid.formatted("")), "/search/parameters");
        refused(sweep("a", run, "{\"type\":\"guess\",\"parameters\":{}}"), "/search/type");
        refused(sweep("a", run, grid.formatted("\"/optimizer/learningRate\":[0.1,-1,\"x\"],\"/optimizer/learningRat\":[1],\"/optimisation/rate\":[1]")),
                "/search/parameters/~1optimizer~1learningRate/1", "/search/parameters/~1optimizer~1learningRate/2", "/search/parameters/~1optimizer~1learningRat/0", "/search/parameters/~1optimisation~1rate");
        refused(sweep("a", run, grid.formatted("\"seed\":[1],\"/model/layers/9/units\":[4],\"/labels/sweep\":[\"x\"],\"/epochs\":{\"min\":1,\"max\":2}")),
                "/search/parameters/seed", "/search/parameters/~1labels~1sweep", "/search/parameters/~1epochs");
        refused(sweep("a", run, grid.formatted("\"/model/layers/9/units\":[4]")), "/search/parameters/~1model~1layers~19~1units");
        refused(sweep("a", run, grid.formatted("\"/seed\":[" + "1,".repeat(99) + "1],\"/epochs\":[" + "1,".repeat(99) + "1]")), "/search/parameters");
        refused(sweep("a", run.replace("\"epochs\":3", "\"epochs\":0").replace("species", "sort"), grid.formatted("\"/seed\":[1,2,3]")), "/run/epochs");
        refused(sweep("a", run.replace("species", "sort"), grid.formatted("\"/seed\":[1,2,3]")), "/run/target");
        refused(sweep("a", run.replace("wrong iris", "no iris"), grid.formatted("\"/seed\":[1,2,3]")), "/run/dataset");
        refused(sweep("a", run.replace("\"team\"", "\"trial\""), grid.formatted("\"/seed\":[1]")), "/run/labels/trial");
        refused(sweep("a", "3", grid.formatted("\"/seed\":[1]")), "/run");
        refused(sweep("a", run, asha.formatted("", "\"/epochs\":[1,2]")), "/search/parameters/~1epochs");
        refused(sweep("a", run, asha.formatted("\"minEpochs\":3,", "\"/seed\":[1,2]")), "/search/minEpochs");
        refused(sweep("a", run, asha.formatted("\"reductionFactor\":1,", "\"/seed\":[1,2]")), "/search/reductionFactor");
        refused(sweep("a", run, asha.formatted("", "\"/seed\":{\"min\":3,\"max\":2},\"/optimizer/learningRate\":{\"min\":0,\"max\":1,\"scale\":\"log\"}")),
                "/search/parameters/~1seed/max", "/search/parameters/~1optimizer~1learningRate/min");
        refused(sweep("a", run, asha.formatted("", "\"/seed\":{\"min\":0.5,\"max\":2}")), "/search/parameters/~1seed");
        refused(sweep("a", run, asha.replace("3", "1001").formatted("", "\"/seed\":[1]")), "/search/trials");
        refused(sweep("a", run, grid.formatted("\"/seed\":[1]") + ",\"objective\":{\"metric\":\"valRmse\"},\"maxConcurrent\":1"), "/objective/metric");
        refused(sweep("a", run, grid.formatted("\"/seed\":[1]") + ",\"objective\":{\"metric\":\"valFoo\"},\"maxConcurrent\":0,\"more\":1"), "/objective/metric", "/maxConcurrent", "/more");
        refused(sweep("a", run, grid.formatted("\"/validation\":[{\"fraction\":0.2},null]") + ",\"objective\":{\"metric\":\"valLoss\"}"), "/objective/metric");
        descent.get("/api/v1/sweeps/a").expect(404);
        descent.get("/api/v1/sweeps/%00").expect(400);
        descent.post("/api/v1/sweeps/a/trials", "{\"trials\":1}").expect(404);
        descent.post("/api/v1/sweeps/a/cancel", "").expect(404);
        descent.delete("/api/v1/sweeps/a").expect(404);
    }

    private void refused(String body, String... pointers) {
        var answer = descent.post("/api/v1/sweeps", body).expect(422).json();
        assertThat(answer.get("errors").valueStream().map(error -> error.get("pointer").asString()).toList()).as(answer.toString()).containsExactlyInAnyOrder(pointers);
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
