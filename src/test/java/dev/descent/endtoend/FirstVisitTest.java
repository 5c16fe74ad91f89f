package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a service that has just begun, and of one that begins again, in a real browser. */
class FirstVisitTest {

    private static final String DATASET = "{\"name\":\"moons\",\"generator\":{\"type\":\"moons\",\"rows\":400,\"noise\":0.1,\"seed\":7}}";
    private static final String RUN = """
            {"dataset": "moons", "target": "label", "epochs": 20000, "optimizer": {"type": "sgd", "learningRate": 0.05},
             "model": {"layers": [{"type": "dense", "units": 8, "activation": "tanh"}, {"type": "dense"}]}}""";
    private static final String CURVE_IS_DRAWN = """
            const canvas = document.querySelector('canvas');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            for (let i = 0; i < pixels.length; i += 4) {
              if (pixels[i] === 0 && pixels[i + 1] === 0x72 && pixels[i + 2] === 0xb2) { return true; }
            }
            return false;""";

    @TempDir
    Path directory;

    @Test
    void a_first_visit_shows_a_falling_loss_after_one_click() {
        try (var node = node(); var browser = Browser.open(node.client().base())) {
            browser.visit("/");
            assertThat(browser.see("h1").getText()).isEqualTo("Welcome to Descent");
            browser.picture("welcome");
            browser.click("article:first-of-type button");
            browser.await("h1", null, "first descent");
            var run = browser.address().substring("/#/runs/".length());
            browser.await(".plot", "aria-label", "up to epoch 600");
            browser.await("h1", null, "succeeded");
            assertThat(browser.run(CURVE_IS_DRAWN)).isEqualTo(true);
            var epochs = node.client().get("/api/v1/runs/" + run + "/epochs?maxPoints=4").expect(200).json().get("data");
            assertThat(epochs.get(epochs.size() - 1).get("trainLoss").asDouble()).isLessThan(epochs.get(0).get("trainLoss").asDouble() / 2);
            browser.picture("run");
            browser.portrait("readme", 1200, 1330);
            browser.isClean();
        }
    }

    @Test
    void a_curve_is_complete_after_the_service_was_restarted_while_somebody_watched() {
        try (var browser = Browser.open("")) {
            String run;
            int port;
            try (var node = node()) {
                port = URI.create(node.client().base()).getPort();
                node.client().post("/api/v1/datasets", DATASET).expect(201);
                run = node.client().submit(RUN);
                browser.visit(node.client().base() + "/#/runs/" + run);
                browser.await("h1", null, "running");
                browser.see("canvas");
            }
            browser.await(".lost", null, "Connection lost");
            try (var node = Node.at(port, 1, database())) {
                browser.await("h1", null, "succeeded");
                browser.await(".plot", "aria-label", "up to epoch 20000");
                assertThat(browser.run("return document.querySelector('.lost').hidden")).isEqualTo(true);
                assertThat(node.client().run(run).get("attempt").asInt()).isGreaterThan(1);
            }
        }
    }

    private Node node() {
        return Node.start(database());
    }

    private List<String> database() {
        return List.of("--descent.data-directory=" + directory.resolve("data"));
    }
}
