package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DiagnosisTest {

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
    void a_run_says_how_it_fits_and_how_its_layers_stand() {
        var run = trained("""
                {"dataset":"moons","target":"label","epochs":60,"optimizer":{"type":"adam","learningRate":0.01},
                 "model":{"layers":[{"type":"dense","name":"hidden","units":16,"activation":"relu"},{"type":"dense","name":"out"}]}}""");
        var diagnosis = run.get("diagnosis");
        assertThat(diagnosis.get("fit").asString()).isEqualTo("good");
        assertThat(diagnosis.get("evidence").get(0).asString()).startsWith("After epoch 60 the training loss is 0.");
        assertThat(diagnosis.get("findings").get(0).get("code").asString()).isEqualTo("good");
        assertThat(diagnosis.get("findings").get(0).get("changes").isNull()).isTrue();
        var hidden = diagnosis.get("layers").get(0);
        assertThat(hidden.get("name").asString()).isEqualTo("hidden");
        assertThat(hidden.get("deadShare").asDouble()).isBetween(0., 1.);
        assertThat(hidden.get("gradientNorm").asDouble()).isPositive();
        assertThat(hidden.get("activationStd").asDouble()).isPositive();
        assertThat(diagnosis.get("layers").get(1).get("deadShare").isNull()).isTrue();
        assertThat(service.get("/runs?limit=1&sort=-createdAt").get("data").get(0).get("diagnosis")).isEqualTo(diagnosis);
    }

    @Test
    void an_event_tells_when_the_findings_change_and_the_end_comes_after_it() {
        var id = trained("""
                {"dataset":"line","target":"y","epochs":40,"validation":null,"optimizer":{"type":"sgd","learningRate":50},"model":{"layers":[{"type":"dense"}]}}""")
                .get("id").asString();
        var events = StreamSupport.stream(service.get("/runs/" + id + "/events?limit=10000").get("data").spliterator(), false).toList();
        var told = events.stream().filter(event -> event.get("type").asString().equals("diagnosis")).toList();
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.get("data").get("fit").asString()).isEqualTo("diverged");
            assertThat(event.get("data").get("findings").get(0).get("code").asString()).isEqualTo("diverged");
        });
        assertThat(events.getLast().get("type").asString()).isEqualTo("end");
        var changes = service.get("/runs/" + id).get("diagnosis").get("findings").get(0).get("changes");
        assertThat(changes.get("optimizer").get("learningRate").asDouble()).isEqualTo(5);
        assertThat(changes.get("gradientClip").get("type").asString()).isEqualTo("norm");
    }

    @Test
    void a_long_run_is_diagnosed_from_few_of_its_epochs() {
        var run = trained("""
                {"dataset":"line","target":"y","epochs":30000,"validation":null,"optimizer":{"type":"gd","learningRate":0.01},"model":{"layers":[{"type":"dense"}]}}""");
        assertThat(run.get("diagnosis").get("fit").asString()).isEqualTo("good");
        assertThat(run.get("diagnosis").get("evidence").get(0).asString()).startsWith("After epoch 30000 the training loss is ");
    }

    @Test
    void a_column_that_gives_the_answer_away_is_named_with_its_correlation() {
        var rows = IntStream.range(0, 40).mapToObj(i -> "[" + Math.sin(i) + "," + (2 * Math.cos(3 * i) + 1) + "," + Math.cos(3 * i) + "]").collect(Collectors.joining(","));
        service.post(201, "/datasets", "{\"name\":\"leak\",\"columns\":[\"x\",\"copy\",\"y\"],\"rows\":[" + rows + "]}");
        var findings = trained("{\"dataset\":\"leak\",\"target\":\"y\",\"epochs\":2,\"model\":{\"layers\":[{\"type\":\"dense\"}]}}").get("diagnosis").get("findings");
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.get("code").asString()).isEqualTo("leaking-column");
            assertThat(finding.get("evidence").asString()).contains("\"copy\"").contains("r = ");
        });
    }

    @Test
    void every_patch_that_is_proposed_is_taken_by_a_fork() {
        var rows = IntStream.range(0, 120).mapToObj(i -> "[" + Math.sin(i) + "," + Math.cos(1.7 * i) + ",\"" + (i % 24 == 0 ? "rare" : "usual") + "\"]").collect(Collectors.joining(","));
        service.post(201, "/datasets", "{\"name\":\"rare\",\"columns\":[\"a\",\"b\",\"c\"],\"rows\":[" + rows + "]}");
        var proposed = new TreeSet<String>();
        for (var rate : List.of("0.000001", "0.03", "60")) {
            var run = trained("{\"dataset\":\"rare\",\"target\":\"c\",\"epochs\":150,\"optimizer\":{\"type\":\"adam\",\"learningRate\":" + rate + "},"
                    + "\"regularization\":{\"l2\":0.01},\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":32,\"activation\":\"relu\"},{\"type\":\"dense\"}]}}");
            for (var finding : run.get("diagnosis").get("findings")) {
                if (!finding.get("changes").isNull()) {
                    var fork = service.post(202, "/runs/" + run.get("id").asString() + "/fork", "{\"epochs\":2,\"changes\":" + finding.get("changes") + "}");
                    assertThat(service.rested(fork.get("id").asString()).get("status").asString()).isEqualTo("SUCCEEDED");
                    proposed.add(finding.get("code").asString());
                }
            }
        }
        assertThat(proposed).contains("class-imbalance", "learning-rate-too-low").hasSizeGreaterThan(3);
    }

    @Test
    void a_run_that_waits_is_unknown() {
        var waiting = service.post(202, "/runs", Service.run("moons", "label", 3));
        assertThat(waiting.get("diagnosis").get("fit").asString()).isEqualTo("unknown");
        assertThat(List.of("evidence", "advice", "findings", "layers")).allSatisfy(name -> assertThat(waiting.get("diagnosis").get(name)).isEmpty());
        service.rested(waiting.get("id").asString());
    }

    private static JsonNode trained(String run) {
        return service.rested(service.post(202, "/runs", run).get("id").asString());
    }
}
