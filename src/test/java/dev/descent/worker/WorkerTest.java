package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.run.Claim;
import dev.descent.run.Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WorkerTest {

    @TempDir
    private static Path directory;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.withDatasets(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void rows_that_cannot_be_kept_on_disk_fail_the_run_and_nothing_else() throws IOException {
        service.post(201, "/datasets", """
                {"name":"many","generator":{"type":"moons","rows":100000,"noise":0.1,"seed":7}}""");
        var rows = Files.createFile(directory.resolve("work/0/rows"));
        var failed = service.rested(submitted(Service.run("many", "label", 1)));
        assertThat(failed.get("status").asString()).isEqualTo("FAILED");
        assertThat(failed.get("failure").get("code").asString()).isEqualTo("STORAGE");
        assertThat(failed.get("failure").get("detail").asString()).startsWith("The encoded rows take ").doesNotContain(directory.toString());
        Files.delete(rows);
        assertThat(service.rested(submitted(Service.run("many", "label", 1))).get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(rows).isEmptyDirectory();
    }

    @Test
    void a_run_is_trained_and_its_history_has_no_gap() {
        var run = service.rested(submitted(Service.run("moons", "label", 20)));
        assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(run.get("stopReason").asString()).isEqualTo("MAX_EPOCHS");
        var events = service.get("/runs/" + run.get("id").asString() + "/events").get("data");
        assertThat(StreamSupport.stream(events.spliterator(), false).map(event -> event.get("seq").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(StreamSupport.stream(events.spliterator(), false).filter(event -> event.get("type").asString().equals("epoch"))).hasSize(20);
        assertThat(events.get(events.size() - 1).get("type").asString()).isEqualTo("end");
        var last = StreamSupport.stream(service.get("/runs/" + run.get("id").asString() + "/checkpoints").spliterator(), false)
                .filter(checkpoint -> checkpoint.get("kind").asString().equals("LATEST")).findFirst().orElseThrow();
        assertThat(last.get("epoch").asInt()).isEqualTo(20);
        assertThat(last.get("batch").asInt()).isZero();
        assertThat(service.get("/runs/" + run.get("id").asString() + "/checkpoints/20/weights").has("layer1.weight")).isTrue();
    }

    @Test
    void figures_are_asked_for_by_names_that_exist() {
        var id = service.rested(submitted(Service.run("moons", "label", 2))).get("id").asString();
        var refusal = service.get(400, "/metrics?runs=" + id + "&names=trainLoss,foo");
        assertThat(refusal.get("code").asString()).isEqualTo("invalid-parameter");
        assertThat(refusal.get("detail").asString()).contains("\"foo\"", "trainLoss", "valLoss", "valAccuracy", "valR2", "learningRate", "gradientNorm", "durationMillis");
        assertThat(service.get("/metrics?runs=" + id + "&names=valAccuracy,valR2,durationMillis").get("series")).hasSize(3);
    }

    @Test
    void a_hundred_thousand_epochs_are_all_on_record_when_the_run_has_succeeded() {
        var run = service.rested(submitted("""
                {"dataset":"line","target":"y","epochs":100000,"validation":null,"model":{"layers":[{"type":"dense"}]},
                 "optimizer":{"type":"gd","learningRate":0.0001}}"""));
        assertThat(run.get("status").asString()).isEqualTo("SUCCEEDED");
        var id = run.get("id").asString();
        for (int after = 0; after < 100_000; after += 10_000) {
            var page = service.get("/runs/" + id + "/epochs?limit=10000&after=" + after).get("data");
            assertThat(page).hasSize(10_000);
            assertThat(page.get(0).get("epoch").asInt()).isEqualTo(after + 1);
            assertThat(page.get(9_999).get("epoch").asInt()).isEqualTo(after + 10_000);
        }
        var sampled = service.get("/runs/" + id + "/epochs?maxPoints=400");
        assertThat(sampled.get("sampled").asBoolean()).isTrue();
        assertThat(sampled.get("data").size()).isBetween(100, 400);
        var late = service.get("/runs/" + id + "/events?after=99000&limit=2").get("data");
        assertThat(late.get(0).get("seq").asInt()).isEqualTo(99_001);
        assertThat(late.get(1).get("seq").asInt()).isEqualTo(99_002);
    }

    @Test
    void a_cancelled_run_stops_and_keeps_its_latest_checkpoint() {
        var id = submitted(Service.run("moons", "label", 10_000_000));
        service.trained(id, 1);
        assertThat(service.post(202, "/runs/" + id + "/cancel", "").get("status").asString()).isEqualTo("CANCELLING");
        var run = service.rested(id);
        assertThat(run.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(service.get("/runs/" + id + "/checkpoints/latest/weights").has("layer1.weight")).isTrue();
        var refusal = service.post(409, "/runs/" + id + "/cancel", "");
        assertThat(refusal.get("code").asString()).isEqualTo("already-terminal");
        assertThat(refusal.get("allowedActions").valueStream().map(JsonNode::asString)).containsExactly("fork", "verify", "delete");
    }

    @Test
    void a_paused_run_goes_on_to_the_same_weights() {
        var undisturbed = service.rested(submitted(Service.run("moons", "label", 8000)));
        var id = submitted(Service.run("moons", "label", 8000));
        service.trained(id, 1);
        service.post(202, "/runs/" + id + "/pause", "");
        assertThat(service.rested(id).get("status").asString()).isEqualTo("PAUSED");
        service.post(202, "/runs/" + id + "/resume", "");
        var run = service.rested(id);
        assertThat(run.get("weightsDigest")).isEqualTo(undisturbed.get("weightsDigest"));
        assertThat(run.get("best")).isEqualTo(undisturbed.get("best"));
    }

    @Test
    void a_diverging_run_fails_naming_epoch_and_batch() {
        var run = service.rested(submitted("""
                {"dataset":"line","target":"y","epochs":1000,"validation":null,"model":{"layers":[{"type":"dense"}]},
                 "preprocessing":{"numeric":"none"},"optimizer":{"type":"gd","learningRate":10}}"""));
        assertThat(run.get("status").asString()).isEqualTo("FAILED");
        assertThat(run.get("failure").get("code").asString()).isEqualTo("DIVERGED");
        assertThat(run.get("failure").get("epoch").asInt()).isPositive();
        assertThat(run.get("failure").get("batch").asInt()).isEqualTo(1);
        assertThat(run.get("diagnosis").get("fit").asString()).isEqualTo("diverged");
        assertThat(service.get("/runs/" + run.get("id").asString() + "/checkpoints").get(0).get("kind").asString()).isEqualTo("BEST");
    }

    @Test
    void all_problems_are_told_at_once_and_checking_stores_nothing() {
        var wrong = """
                {"dataset":"none","target":"y","epochs":0,"learningrate":1,"model":"nowhere"}""";
        assertThat(service.post(422, "/runs", wrong).get("errors")).hasSize(2);
        var references = service.post(422, "/runs", """
                {"dataset":"none","target":"y","model":"nowhere"}""").get("errors");
        assertThat(StreamSupport.stream(references.spliterator(), false).map(error -> error.get("pointer").asString())).containsExactly("/dataset", "/model");
        assertThat(service.post(200, "/runs?validateOnly=true", wrong).get("valid").asBoolean()).isFalse();
        var valid = service.post(200, "/runs?validateOnly=true", Service.run("moons", "label", 7));
        assertThat(valid.get("effectiveSpec").get("epochs").asInt()).isEqualTo(7);
        assertThat(service.post(200, "/runs?validateOnly", Service.run("moons", "label", 7)).get("valid").asBoolean()).isTrue();
    }

    @Test
    void no_run_is_claimed_twice(@TempDir Path own) throws Exception {
        try (var idle = Service.on(own, "--descent.worker.slots=0"); var threads = Executors.newFixedThreadPool(8)) {
            idle.post(201, "/datasets", Service.MOONS);
            for (int i = 0; i < 60; i++) {
                idle.post(202, "/runs", Service.run("moons", "label", 1));
            }
            var claims = idle.bean(Claims.class);
            Callable<List<Claim>> claimAll = () -> {
                var mine = new ArrayList<Claim>();
                for (var next = claims.next("entry", 10); next.isPresent(); next = claims.next("entry", 10)) {
                    mine.add(next.get());
                }
                return mine;
            };
            var taken = new ArrayList<String>();
            for (var claimed : threads.invokeAll(Collections.nCopies(8, claimAll))) {
                claimed.get().forEach(claim -> taken.add(claim.run()));
            }
            assertThat(taken).hasSize(60);
            assertThat(new HashSet<>(taken)).hasSize(60);
        }
    }

    private static String submitted(String body) {
        return service.post(202, "/runs", body).get("id").asString();
    }
}
