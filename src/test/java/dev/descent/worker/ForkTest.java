package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Forks: what they take over, that it is bit for bit, and what is refused. Expected bits are those of an undisturbed run. */
class ForkTest {

    private static final int EPOCHS = 3000;

    @TempDir
    private static Path directory;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.on(directory);
        service.post(201, "/datasets", Service.MOONS);
        service.post(201, "/datasets", """
                {"name":"more moons","generator":{"type":"moons","rows":300,"noise":0.2,"seed":8}}""");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_cancelled_run_that_is_forked_ends_with_the_bits_of_an_undisturbed_one(int threads) {
        var undisturbed = service.rested(submitted(everything(EPOCHS, threads)));
        var parent = cancelled(everything(EPOCHS, threads));
        var fork = service.rested(forked(parent, "{}"));
        assertThat(fork.get("status").asString()).as(fork.toString()).isEqualTo("SUCCEEDED");
        assertThat(fork.get("parent").get("run").asString()).isEqualTo(parent);
        assertThat(fork.get("effectiveSpec")).isEqualTo(undisturbed.get("effectiveSpec"));
        assertThat(fork.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(fork.get("best")).isEqualTo(undisturbed.get("best"));
        int epoch = fork.get("parent").get("epoch").asInt();
        var figures = figures(parent);
        assertThat(figures).hasSize(epoch);
        figures.addAll(figures(id(fork)));
        assertThat(figures).isEqualTo(figures(id(undisturbed)));
        assertThat(service.get("/runs?parent=" + parent).get("data")).hasSize(1);
    }

    @Test
    void a_fork_of_a_fork_whose_parents_are_deleted_while_it_trains_ends_with_the_same_bits() {
        var undisturbed = service.rested(submitted(everything(EPOCHS, 1)));
        var first = cancelled(everything(EPOCHS, 1));
        var second = forked(first, "");
        service.trained(second, service.get("/runs/" + second).get("parent").get("epoch").asInt() + 1);
        service.post(202, "/runs/" + second + "/cancel", "");
        service.rested(second);
        var third = forked(second, "");
        service.delete("/runs/" + first);
        service.delete("/runs/" + second);
        var run = service.rested(third);
        assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(run.get("best")).isEqualTo(undisturbed.get("best"));
        assertThat(run.get("parent").get("run").asString()).isEqualTo(second);
        assertThat(verified(third).get("equal").asBoolean()).isTrue();
    }

    @Test
    void a_fork_survives_a_restart(@TempDir Path own) {
        String fork;
        JsonNode undisturbed;
        try (var before = Service.on(own)) {
            before.post(201, "/datasets", Service.MOONS);
            undisturbed = before.rested(before.post(202, "/runs", everything(EPOCHS, 1)).get("id").asString());
            var parent = before.post(202, "/runs", everything(EPOCHS, 1)).get("id").asString();
            before.trained(parent, 1);
            before.post(202, "/runs/" + parent + "/cancel", "");
            before.rested(parent);
            fork = before.post(202, "/runs/" + parent + "/fork", "").get("id").asString();
            before.trained(fork, before.get("/runs/" + fork).get("parent").get("epoch").asInt() + 1);
        }
        try (var after = Service.on(own)) {
            var run = after.rested(fork);
            assertThat(run.get("attempt").asInt()).isGreaterThan(1);
            assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
            assertThat(run.get("best")).isEqualTo(undisturbed.get("best"));
        }
    }

    @Test
    void epochs_go_on_where_the_parent_ended() {
        var parent = id(service.rested(submitted(everything(5, 1))));
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", "{}"))).containsExactly("/epochs");
        var fork = service.rested(forked(parent, """
                {"epochs":3}"""));
        assertThat(fork.get("warnings").toString()).as("the parent's cosine schedule is over").contains("learning-rate-zero");
        assertThat(fork.get("effectiveSpec").get("epochs").asInt()).isEqualTo(8);
        assertThat(fork.get("progress").get("epoch").asInt()).isEqualTo(8);
        assertThat(service.get("/runs/" + id(fork) + "/epochs").get("data").get(0).get("epoch").asInt()).isEqualTo(6);
        var first = service.get("/runs/" + id(fork) + "/events").get("data").get(0);
        assertThat(first.get("data").get("parent").get("run").asString()).isEqualTo(parent);
        assertThat(first.get("data").get("parent").get("epoch").asInt()).isEqualTo(5);
    }

    @Test
    void another_learning_rate_and_an_undone_change_are_told_apart() {
        var parent = id(service.rested(submitted(everything(5, 1).replace("\"cosine\"", "\"constant\""))));
        var same = service.rested(forked(parent, """
                {"epochs":3,"changes":{"optimizer":{"learningRate":0.01}}}"""));
        var slower = service.rested(forked(parent, """
                {"epochs":3,"changes":{"name":"slower","optimizer":{"learningRate":0.001}}}"""));
        assertThat(slower.get("name").asString()).isEqualTo("slower");
        assertThat(slower.get("effectiveSpec").get("optimizer").get("beta1").asDouble()).isEqualTo(0.9);
        assertThat(slower.get("weightsDigest")).isNotEqualTo(same.get("weightsDigest"));
        assertThat(same.get("weightsDigest")).isEqualTo(service.rested(forked(parent, """
                {"epochs":3}""")).get("weightsDigest"));
    }

    @Test
    void another_optimizer_loss_free_validation_and_dataset_are_taken() {
        var parent = id(service.rested(submitted(everything(5, 1))));
        for (var changes : List.of("{\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.1}}", "{\"validation\":null}", "{\"dataset\":\"more moons\",\"batchSize\":7}",
                "{\"validation\":{\"dataset\":\"more moons\"}}", "{\"schedule\":{\"type\":\"constant\"},\"seed\":9,\"earlyStopping\":{\"patience\":3}}", "{\"optimizer\":{\"type\":\"gd\"}}")) {
            var fork = service.rested(forked(parent, "{\"epochs\":2,\"changes\":" + changes + "}"));
            assertThat(fork.get("status").asString()).as(changes + fork).isEqualTo("SUCCEEDED");
            assertThat(verified(id(fork)).get("equal").asBoolean()).as(changes).isTrue();
        }
    }

    @Test
    void the_best_checkpoint_gives_its_weights_and_the_fork_says_so() {
        var parent = id(service.rested(submitted(everything(40, 1))));
        int best = service.get("/runs/" + parent).get("best").get("epoch").asInt();
        var fork = service.rested(forked(parent, "{\"fromEpoch\":" + best + ",\"epochs\":2}"));
        assertThat(fork.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(fork.get("effectiveSpec").get("epochs").asInt()).isEqualTo(best + 2);
        assertThat(fork.get("best").get("value").asDouble()).isLessThanOrEqualTo(service.get("/runs/" + parent).get("best").get("value").asDouble());
        assertThat(fork.get("warnings").toString()).contains("weights-only");
        assertThat(verified(id(fork)).get("equal").asBoolean()).isTrue();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_pointer() {
        var parent = id(service.rested(submitted(everything(5, 1))));
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"fromEpoch":77,"epochs":1,"changes":{"epochs":9,"task":"regression","features":["x1"],"target":"x2","preprocessing":{"numeric":"minMax"}}}""")))
                .contains("/fromEpoch", "/changes/epochs", "/changes/task", "/changes/features", "/changes/target", "/changes/preprocessing");
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"epochs":1,"changes":{"optimizer":{"learningrate":1},"batchSize":0}}"""))).containsExactlyInAnyOrder("/changes/optimizer/learningrate", "/changes/batchSize");
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"epochs":1,"changes":{"dataset":"nowhere"}}"""))).containsExactly("/changes/dataset");
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"epochs":1,"changes":{"model":{"layers":[{"type":"dense"}]}}}"""))).containsExactly("/changes/model");
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"epochs":10000000}"""))).containsExactly("/epochs");
        assertThat(pointers(service.post(422, "/runs/" + parent + "/fork", """
                {"fromepoch":1,"epochs":0}"""))).containsExactlyInAnyOrder("/fromepoch", "/epochs");
        assertThat(service.post(422, "/runs/" + parent + "/fork", """
                {"fromEpoch":77}""").get("detail").asString()).contains("it keeps").contains("5");
    }

    @Test
    void a_run_that_has_not_ended_is_not_forked_and_a_dropout_rate_may_be_changed() {
        var parent = submitted(everything(10_000_000, 1));
        var refusal = service.post(409, "/runs/" + parent + "/fork", "{}");
        assertThat(refusal.get("allowedActions").toString()).contains("cancel");
        assertThat(service.post(409, "/runs/" + parent + "/verify", "").get("allowedActions").toString()).contains("cancel");
        service.trained(parent, 1);
        service.post(202, "/runs/" + parent + "/cancel", "");
        var ended = service.rested(parent);
        assertThat(ended.get("allowedActions").toString()).isEqualTo("[\"fork\",\"verify\",\"delete\"]");
        var layers = ended.get("effectiveSpec").get("model").get("layers").toString().replace("\"rate\":0.2", "\"rate\":0.5");
        var fork = service.rested(forked(parent, "{\"epochs\":1,\"changes\":{\"model\":{\"layers\":" + layers + "}}}"));
        assertThat(fork.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(fork.get("effectiveSpec").get("model").toString()).contains("\"rate\":0.5");
    }

    @Test
    void a_run_without_weights_is_not_verified_nor_one_whose_dataset_is_gone() {
        service.post(201, "/datasets", """
                {"name":"passing","generator":{"type":"moons","rows":60,"noise":0.1,"seed":7}}""");
        var run = service.rested(submitted(Service.run("passing", "label", 3)));
        service.delete("/datasets/" + run.get("dataset").asString());
        assertThat(service.post(409, "/runs/" + id(run) + "/verify", "").get("detail").asString()).contains("has been deleted");
        assertThat(pointers(service.post(422, "/runs/" + id(run) + "/fork", "{\"epochs\":1}"))).containsExactly("/changes/dataset");
        var parent = cancelled(everything(10_000_000, 1));
        assertThat(service.post(409, "/runs/" + parent + "/verify", "").get("detail").asString()).contains("weightsDigest");
        var timed = service.rested(submitted(everything(10_000_000, 1).replace("\"seed\":5", "\"seed\":5,\"stopping\":{\"maxRuntimeSeconds\":1}")));
        assertThat(timed.get("stopReason").asString()).isEqualTo("MAX_RUNTIME");
        assertThat(service.post(409, "/runs/" + id(timed) + "/verify", "").get("detail").asString()).contains("clock");
    }

    /** What a state can hold: optimizer slots, random numbers, running statistics, a schedule over the whole run. */
    private static String everything(int epochs, int threads) {
        return """
                {"dataset":"moons","target":"label","epochs":%d,"threads":%d,"seed":5,"optimizer":{"type":"adam","learningRate":0.01},"schedule":{"type":"cosine"},
                 "model":{"layers":[{"type":"dense","units":16,"activation":"relu"},{"type":"batchNorm"},{"type":"dropout","rate":0.2},{"type":"dense"}]},
                 "checkpoint":{"everySeconds":0.5}}""".formatted(epochs, threads);
    }

    private static String cancelled(String body) {
        var run = submitted(body);
        service.trained(run, 1);
        service.post(202, "/runs/" + run + "/cancel", "");
        assertThat(service.rested(run).get("status").asString()).isEqualTo("CANCELLED");
        return run;
    }

    private static String submitted(String body) {
        return id(service.post(202, "/runs", body));
    }

    private static String forked(String run, String body) {
        return id(service.post(202, "/runs/" + run + "/fork", body));
    }

    private static JsonNode verified(String run) {
        var verification = service.rested(id(service.post(202, "/runs/" + run + "/verify", "")));
        assertThat(verification.get("verifies").asString()).isEqualTo(run);
        return verification.get("verification");
    }

    private static String id(JsonNode run) {
        return run.get("id").asString();
    }

    private static List<String> pointers(JsonNode problem) {
        return problem.get("errors").valueStream().map(error -> error.get("pointer").asString()).toList();
    }

    private static List<String> figures(String run) {
        var figures = new ArrayList<String>();
        service.get("/runs/" + run + "/epochs?limit=10000").get("data").forEach(epoch -> figures.add(epoch.get("epoch") + " " + epoch.get("trainLoss") + " "
                + epoch.get("valLoss") + " " + epoch.get("metrics") + " " + epoch.get("learningRate") + " " + epoch.get("gradientNorm")));
        return figures;
    }
}
