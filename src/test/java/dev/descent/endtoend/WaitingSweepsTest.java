package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a node that trains nothing: what is queued waits. */
class WaitingSweepsTest {

    private static final String RUN = """
            {"dataset":"line","target":"y","epochs":3,"validation":null,"model":{"layers":[{"type":"dense"}]}}""";

    @TempDir
    private static Path home;

    private static Node node;
    private static DescentClient descent;

    @BeforeAll
    static void start() {
        node = Node.idle(List.of("--descent.data-directory=" + home.resolve("data"), "--server.tomcat.basedir=" + home.resolve("tomcat")),
                "--descent.worker.warm-up=false", "--descent.limits.queued-runs=20");
        descent = node.client();
        line("line", "[[1,2],[2,4],[3,6]]");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_sweep_whose_trials_all_wait_is_cancelled_at_once() {
        for (int trials : new int[] {1, 3}) {
            var id = create(random("cancelled at once " + trials, trials));
            var answer = descent.post("/api/v1/sweeps/" + id + "/cancel", "").expect(202).json();
            assertThat(answer.get("status").asString()).isEqualTo("CANCELLED");
            assertThat(answer.get("trials").toString()).isEqualTo("{\"total\":%d,\"running\":0,\"ended\":%d}".formatted(trials, trials));
        }
    }

    @Test
    void trials_that_are_not_queued_yet_take_no_place_in_the_queue() {
        descent.post("/api/v1/sweeps", random("too many at once", 30)).expect(503);
        var id = create(random("two at a time", 30).replace("\"search\"", "\"maxConcurrent\":2,\"search\""));
        assertThat(descent.get("/api/v1/sweeps/" + id).expect(200).json().get("trials").toString()).isEqualTo("{\"total\":30,\"running\":2,\"ended\":0}");
        descent.post("/api/v1/sweeps/" + id + "/cancel", "").expect(202);
    }

    @Test
    void a_sweep_without_a_name_has_one_that_no_other_has() {
        var answer = descent.post("/api/v1/sweeps", random("", 1).replace("\"name\":\"\",", "")).expect(202).json();
        assertThat(answer.get("name").asString()).isEqualTo(answer.get("id").asString().replace("swp_", "sweep "));
        descent.post("/api/v1/sweeps/" + answer.get("id").asString() + "/cancel", "").expect(202);
    }

    /** 1,000 requests of 120,000 characters each would take 400 MB and more. */
    @Test
    void trials_that_come_to_too_much_text_are_refused_before_they_are_kept() {
        var weights = "[0.12345678901234567]" + ",[0.12345678901234567]".repeat(4999);
        var wide = "{\"layers\":[{\"type\":\"dense\",\"units\":5000,\"weights\":{\"weight\":[" + weights + "]}},{\"type\":\"dense\"}]}";
        var sweep = random("too much text", 1000).replace("{\"layers\":[{\"type\":\"dense\"}]}", wide);
        var errors = descent.post("/api/v1/sweeps", sweep).expect(422).json().get("errors");
        assertThat(errors).as(errors.toString()).hasSize(1);
        assertThat(errors.get(0).get("pointer").asString()).isEqualTo("/run");
        assertThat(errors.get(0).get("detail").asString()).contains("16777216 characters", "of 1000", "fewer trials", "stored model");
    }

    @Test
    void a_sweep_goes_on_only_with_the_data_that_it_began_with() {
        line("other", "[[1,2],[2,4],[3,6]]");
        var id = create(random("goes on", 1).replace("\"line\"", "\"other\""));
        endTrials(id);
        replaceOther("[[1,2],[2,4],[3,6]]");
        descent.post("/api/v1/sweeps/" + id + "/trials", "{\"trials\":1}").expect(202);
        endTrials(id);
        replaceOther("[[1,2],[2,4],[3,7]]");
        var refusal = descent.post("/api/v1/sweeps/" + id + "/trials", "{\"trials\":1}").expect(409).json();
        assertThat(refusal.get("detail").asString()).contains("dataset", "trial 1", "new sweep");
    }

    private static void endTrials(String sweep) {
        descent.get("/api/v1/runs?status=QUEUED&label=sweep:" + sweep).expect(200).json().get("data")
                .forEach(run -> descent.post("/api/v1/runs/" + run.get("id").asString() + "/cancel", "").expect(202));
    }

    private static void replaceOther(String rows) {
        descent.delete("/api/v1/datasets/other").expect(204);
        line("other", rows);
    }

    private static String create(String sweep) {
        return descent.post("/api/v1/sweeps", sweep).expect(202).json().get("id").asString();
    }

    private static String random(String name, int trials) {
        return "{\"name\":\"%s\",\"run\":%s,\"search\":{\"type\":\"random\",\"trials\":%d,\"parameters\":{\"/seed\":{\"min\":1,\"max\":99}}}}".formatted(name, RUN, trials);
    }

    private static void line(String name, String rows) {
        descent.post("/api/v1/datasets", "{\"name\":\"" + name + "\",\"columns\":[\"x\",\"y\"],\"rows\":" + rows + "}").expect(201);
    }
}
