package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How soon a curve is there. Times are printed for people to look at; none of them decides. */
class LiveCurveTest {

    private static final String DATASET = "{\"name\":\"%s\",\"generator\":{\"type\":\"moons\",\"rows\":%d,\"noise\":0.1,\"seed\":7}}";
    private static final String RUN = """
            {"dataset": "%s", "target": "label", "epochs": %d, "optimizer": {"type": "sgd", "learningRate": 0.01}, "batchSize": %d, "validation": null, "checkpoint": {"everySeconds": 5},
             "model": {"layers": [{"type": "dense", "units": %d, "activation": "tanh"}, {"type": "dense"}]}}""";
    /** Notes for each epoch when it had ended and when its point had been painted: a task that follows a frame runs after its painting. */
    private static final String STOPWATCH = """
            window.painted = [];
            window.afterPainting = then => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = then; channel.port2.postMessage(0); });
            const Plain = window.EventSource;
            window.EventSource = class extends Plain {
              constructor(...all) {
                super(...all);
                this.addEventListener('epoch', message => { const {at, seq} = JSON.parse(message.data), heard = Date.now();
                  afterPainting(() => painted.push([seq, Date.parse(at), heard, Date.now()])); });
              }
            };
            new MutationObserver(() => {
              const label = document.querySelector('.plot')?.getAttribute('aria-label') ?? '';
              if (label.includes('up to epoch') && !window.curveDrawn) { window.curveDrawn = -1; afterPainting(() => { window.curveDrawn = performance.now(); }); }
            }).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label']});""";

    @TempDir
    Path directory;

    @Test
    void an_epoch_is_seen_soon_after_its_end_while_all_slots_train() {
        try (var node = node(); var browser = Browser.open(node.client().base())) {
            node.client().post("/api/v1/datasets", DATASET.formatted("large", 60_000)).expect(201);
            var watched = node.client().submit(RUN.formatted("large", 100_000, 32, 32));
            var other = node.client().submit(RUN.formatted("large", 100_000, 32, 32));
            browser.beforeAnything(STOPWATCH);
            browser.visit("/#/runs/" + watched);
            browser.awaitTrue("painted.length >= 120");
            var run = node.client().run(watched);
            var all = (List<?>) browser.run("return painted.slice(20).map(([, at, heard, shown]) => [heard - at, shown - at])");
            assertThat(all).hasSizeGreaterThanOrEqualTo(100);
            assertThat(node.client().run(other).get("status").asString()).as("both slots are busy").isEqualTo("RUNNING");
            System.out.printf("MEASURED from the end of an epoch to its pixel, both slots training, %.0f ms per epoch: %s; to the event in the browser: %s%n",
                    run.get("latest").get("durationMillis").asDouble(), figures(all, 1), figures(all, 0));
            Stream.of(watched, other).forEach(id -> node.client().post("/api/v1/runs/" + id + "/cancel", "{}").expect(202));
        }
    }

    @Test
    void a_hundred_thousand_epochs_are_a_curve_at_once() {
        String run;
        JsonNode watched;
        try (var node = node()) {
            node.client().post("/api/v1/datasets", DATASET.formatted("small", 20)).expect(201);
            run = node.client().submit(RUN.formatted("small", 100_000, 20, 2));
            var curve = "/api/v1/runs/" + run + "/epochs?maxPoints=2000";
            node.client().await(run, Duration.ofSeconds(120), now -> node.client().get(curve).expect(200).json().has("data") && now.get("status").asString().equals("SUCCEEDED"));
            watched = node.client().get(curve).expect(200).json();
            assertThat(watched.get("data")).hasSizeBetween(500, 2000);
        }
        try (var node = node(); var browser = Browser.open(node.client().base())) {
            browser.beforeAnything(STOPWATCH);
            for (String which : List.of("first look after a restart", "second look", "third look")) {
                browser.visit("/");
                browser.visit("/?" + which.hashCode() + "#/runs/" + run);
                browser.awaitTrue("window.curveDrawn > 0");
                System.out.printf("MEASURED a run of 100,000 epochs, %s: drawn %s ms after the navigation began; its epochs took %s ms%n", which, browser.run("return Math.round(curveDrawn)"),
                        browser.run("return performance.getEntriesByType('resource').filter(e => e.name.includes('/epochs')).map(e => Math.round(e.duration)).join(', ')"));
            }
            browser.await(".plot", "aria-label", "up to epoch 100000");
            assertThat(node.client().get("/api/v1/runs/" + run + "/epochs?maxPoints=2000").expect(200).json()).as("read at once, or bit by bit while it grew").isEqualTo(watched);
            browser.isClean();
        }
    }

    private static String figures(List<?> all, int column) {
        var sorted = all.stream().mapToLong(row -> ((Number) ((List<?>) row).get(column)).longValue()).sorted().toArray();
        return "median %d ms, 95 %% within %d ms of %d".formatted(sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted.length);
    }

    private Node node() {
        return Node.at(0, 2, List.of("--descent.data-directory=" + directory.resolve("data")));
    }
}
