package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a person does in the console, in a real browser. */
class ConsoleTest extends EndToEnd {

    private static final String MOONS = "{\"name\":\"<i>forked</i> moons\",\"generator\":{\"type\":\"moons\",\"rows\":400,\"noise\":0.1,\"seed\":7}}";
    private static final String RUN = """
            {"dataset": "<i>forked</i> moons", "target": "label", "epochs": %d, "optimizer": {"type": "sgd", "learningRate": 0.05},
             "model": {"layers": [{"type": "dense", "units": 8, "activation": "tanh"}, {"type": "dense"}]}}""";
    private static final String SWEEP = """
            {"name": "rates for XOR", "run": {"dataset": "recipe: xor", "target": "out", "epochs": 20, "validation": null, "optimizer": {"type": "gd", "learningRate": 1},
             "model": {"layers": [{"type": "dense", "units": 4, "activation": "tanh"}, {"type": "dense"}]}},
             "search": {"type": "grid", "parameters": {"/optimizer/learningRate": [0.1, 1], "/model/layers/0/units": [2, 4]}}, "objective": {"metric": "trainLoss"}}""";

    /** A small file is sent too fast to be caught with its bar on the screen. */
    private static final String COUNTED_BARS = """
            window.bars = 0;
            const count = changes => changes.forEach(({addedNodes}) => addedNodes.forEach(node => { window.bars += node.nodeName === "PROGRESS" && node.value === node.max; }));
            addEventListener("DOMContentLoaded", () => new MutationObserver(count).observe(document, {childList: true, subtree: true}));""";

    @Test
    void a_table_is_dropped_understood_trained_on_and_predicted_with() {
        try (var browser = Browser.open(descent.base())) {
            browser.beforeAnything(COUNTED_BARS);
            browser.visit("/#/datasets");
            browser.give("#file", DATASETS.resolve("iris.csv"));
            browser.await("h2", null, "iris.csv");
            browser.picture("preview");
            browser.fill("main section .field input", "dropped iris");
            browser.press("Store");
            browser.await("h1", null, "dropped iris");
            // Once for the look at the file, once for the file that is stored.
            browser.awaitTrue("window.bars >= 2");
            browser.picture("dataset");
            browser.press("Train on it");
            browser.choose("[data-pointer='/target'] select", "species");
            browser.fill("[data-pointer='/model/layers/0/units'] input", "0");
            browser.await("[data-pointer='/model/layers/0/units'] .complaint", null, "must be at least 1");
            browser.fill("[data-pointer='/model/layers/0/units'] input", "8");
            browser.await(".verdict", null, "parameters");
            browser.picture("new-run");
            browser.press("Start");
            browser.await("h1", null, "succeeded");
            browser.press("Try a prediction");
            browser.press("Predict");
            browser.see(".share");
            browser.picture("prediction");
            browser.isClean();
        }
    }

    @Test
    void a_run_is_forked_from_a_point_of_its_curve_and_compared_with_what_came_of_it() {
        try (var browser = Browser.open(descent.base())) {
            descent.post("/api/v1/datasets", MOONS).expect(201);
            var parent = descent.submit(RUN.formatted(50));
            descent.awaitSuccess(parent);
            browser.visit("/#/runs/" + parent);
            browser.await("h1", null, "<i>forked</i> moons");
            browser.await(".plot", "aria-label", "up to epoch 50");
            browser.click(".u-over");
            browser.fill("[data-pointer='/changes'] textarea", "{\"optimizer\": {\"learningRate\": 0.02}}");
            browser.press("Start the fork");
            browser.await("hgroup p", null, "of another run");
            browser.await("h1", null, "succeeded");
            browser.visit("/#/runs");
            browser.click("tbody tr:nth-child(1) input");
            browser.click("tbody tr:nth-child(2) input");
            browser.press("Compare");
            browser.await("section:last-of-type table", null, "/optimizer/learningRate");
            browser.see("canvas");
            browser.picture("comparison");
            browser.isClean();
        }
    }

    @Test
    void a_run_is_forked_from_a_point_of_its_curve_without_a_mouse() {
        try (var browser = Browser.open(descent.base())) {
            descent.post("/api/v1/datasets", MOONS.replace("forked", "keyed")).expect(201);
            var parent = descent.submit(RUN.formatted(40).replace("forked", "keyed"));
            descent.awaitSuccess(parent);
            browser.visit("/#/runs/" + parent);
            browser.await(".plot", "aria-label", "up to epoch 40");
            browser.type(".plot", Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT), Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT), Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
            browser.awaitScript("return document.querySelector('.chart [role=status]').textContent.startsWith('Epoch 40: trainLoss 0.')");
            browser.type(".plot", Keys.ENTER);
            browser.await(".panel h2", null, "Fork");
            browser.type("[data-pointer='/fromEpoch'] select", Keys.TAB);
            browser.type(".panel .action > button", Keys.ENTER);
            browser.await("hgroup p", null, "epoch 40 of another run");
            browser.isClean();
        }
    }

    @Test
    void the_first_run_is_started_a_second_time_without_an_error() {
        try (var browser = Browser.open(descent.base())) {
            for (int runs = 1; runs <= 2; runs++) {
                browser.visit("/#/");
                browser.press("Start and watch");
                browser.await("h1", null, "first descent");
                assertThat(descent.get("/api/v1/runs?limit=500").expect(200).json().get("data").valueStream()
                        .filter(run -> run.get("name").asString().equals("first descent"))).hasSize(runs);
            }
            browser.isClean();
        }
    }

    @Test
    void a_run_is_paused_resumed_and_cancelled() {
        try (var browser = Browser.open(descent.base())) {
            descent.post("/api/v1/datasets", MOONS.replace("forked", "paused")).expect(201);
            browser.visit("/#/runs/" + descent.submit(RUN.formatted(1_000_000).replace("forked", "paused")));
            browser.await("h1", null, "running");
            browser.press("Pause");
            browser.await("h1", null, "paused");
            browser.press("Resume");
            browser.await("h1", null, "running");
            browser.press("Cancel");
            browser.await("h1", null, "cancelled");
            browser.isClean();
        }
    }

    @Test
    void every_recipe_and_every_sweep_has_its_screen() {
        try (var browser = Browser.open(descent.base())) {
            browser.visit("/#/recipes");
            browser.await("h1", null, "Recipes");
            browser.picture("recipes");
            browser.click("#perceptron footer button");
            browser.await("h1", null, "What a perceptron can learn");
            browser.await("section table", null, "XOR by a hidden layer");
            descent.post("/api/v1/sweeps", SWEEP).expect(202);
            browser.visit("/#/sweeps");
            browser.press("rates for XOR");
            browser.await("hgroup p", null, "4 of 4 trials ended");
            browser.await("tbody", null, "open");
            browser.picture("sweep");
            browser.isClean();
        }
    }
}
