package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run has learned, drawn in a real browser. */
class LearnedPictureTest extends InOneBrowser {

    private static final String CANVAS = ".learned canvas";
    private static final String PIXELS = "return document.querySelector('.learned canvas').toDataURL()";
    private static final String GENERATED = "{\"name\":\"%s\",\"generator\":{\"type\":\"%s\",\"rows\":%d,\"noise\":0.1,\"seed\":7}}";
    private static final String RUN = """
            {"name": "%1$s", "dataset": "%1$s", "target": "%2$s", "epochs": %3$d, "batchSize": 16, "optimizer": {"type": "adam", "learningRate": 0.003}, "checkpoint": {"everySeconds": 0.1, "keepLatest": 100},
             "model": {"layers": [{"type": "dense", "units": 16, "activation": "tanh"}, {"type": "dense", "units": 16, "activation": "tanh"}, {"type": "dense"}]}}""";

    @Test
    void the_decision_surface_changes_while_the_run_learns_and_says_how_good_it_is() {
        descent.post("/api/v1/datasets", GENERATED.formatted("drawn moons", "moons", 400)).expect(201);
        var run = descent.submit(RUN.formatted("drawn moons", "label", 1_000_000));
        browser.visit("/#/runs/" + run);
        browser.await(CANVAS, "aria-label", "validation accuracy");
        int first = shown();
        var early = browser.run(PIXELS);
        browser.awaitScript("return Number(document.querySelector('.learned').dataset.epoch) > " + first);
        assertThat(browser.run(PIXELS)).isNotEqualTo(early);
        browser.press("Cancel");
        browser.await("h1", null, "cancelled");
        browser.run("const slider = document.querySelector('.learned input'); slider.value = 0; slider.dispatchEvent(new Event('input'))");
        int oldest = descent.get("/api/v1/runs/" + run + "/checkpoints").expect(200).json().valueStream().filter(state -> state.get("batch").asInt() == 0)
                .mapToInt(state -> state.get("epoch").asInt()).min().orElseThrow();
        browser.await(".learned", "data-epoch", String.valueOf(oldest));
        browser.await(CANVAS, "aria-label", "Decision surface. Epoch");
        assertThat(browser.address()).endsWith("?epoch=" + oldest);
        browser.click(".learned [aria-label='Later epoch']");
        browser.awaitScript("return Number(document.querySelector('.learned').dataset.epoch) > " + oldest);
        browser.picture("surface");
        browser.isClean();
    }

    @Test
    void a_run_of_two_numbers_that_predicts_a_third_shows_its_value_everywhere() {
        descent.post("/api/v1/datasets", GENERATED.formatted("drawn plane", "linear", 200).replace("\"noise\"", "\"features\":2,\"noise\"")).expect(201);
        var run = descent.submit(RUN.formatted("drawn plane", "y", 30));
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run);
        browser.await(CANVAS, "aria-label", "R² on the validation rows");
        browser.picture("heat-map");
        browser.isClean();
    }

    @Test
    void a_run_of_one_number_shows_its_curve_through_the_data_at_the_epoch_that_the_address_names() {
        var rows = IntStream.range(0, 120).mapToObj(i -> List.of(i / 20.0, Math.sin(i / 20.0) + 0.1 * Math.cos(37 * i))).toList();
        descent.createDataset("drawn sine", List.of("hours after noon", "tide"), rows);
        var run = descent.submit(RUN.formatted("drawn sine", "tide", 3000));
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run);
        browser.await(CANVAS, "aria-label", "Fitted curve. Epoch 3,000");
        var last = browser.run(PIXELS);
        browser.picture("fitted-curve");
        browser.visit("/#/runs/" + run + "?epoch=1");
        browser.awaitScript("const shown = document.querySelector('.learned')?.dataset.epoch; return shown && shown !== '3000'");
        assertThat(browser.run(PIXELS)).isNotEqualTo(last);
        var first = shown();
        browser.press("Play");
        browser.awaitScript("return Number(document.querySelector('.learned').dataset.epoch) > " + first);
        // A timer of half a second ends after those that were set before it for no longer.
        assertThat(browser.run("location.hash = '#/runs'; return new Promise(done => setTimeout(() => setTimeout(() => done(location.hash)), 500))"))
                .as("what is played ends with its screen").isEqualTo("#/runs");
        browser.isClean();
    }

    @Test
    void a_run_of_many_columns_has_no_such_picture() {
        var iris = descent.upload("iris without a picture", DATASETS.resolve("iris.csv"));
        var run = descent.submit(RUN.formatted("iris without a picture", "species", 5));
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run);
        browser.await("h1", null, "succeeded");
        assertThat(browser.run("return document.querySelector('.learned').hidden")).isEqualTo(true);
        assertThat(iris).startsWith("ds_");
    }

    private static int shown() {
        return ((Number) browser.run("return Number(document.querySelector('.learned').dataset.epoch)")).intValue();
    }
}
