package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A model's computation graph with values and gradients, in a real browser. */
class GraphScreenTest extends InOneBrowser {

    /** With a = b = 0 at x = 1, y = 3: (0 − 3)² = 9, and by hand d/db = 2·(−3) = −6, d/da = −6·1, d/dx = −6·0. */
    @Test
    void a_formula_shows_value_and_gradient_of_every_part_for_the_row_that_the_address_names() {
        descent.createDataset("graph of a line", List.of("x", "the y"), List.of(List.of(0, 1), List.of(1, 3), List.of(2, 5)));
        descent.post("/api/v1/models", "{\"name\":\"line to draw\",\"formula\":\"a*x + b\",\"parameters\":{\"a\":0,\"b\":0}}").expect(201);
        var run = descent.submit("""
                {"dataset": "graph of a line", "target": "the y", "model": "line to draw", "epochs": 500, "validation": null, "optimizer": {"type": "gd", "learningRate": 0.1}}""");
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run);
        browser.press("Computation graph");
        browser.await("h1", null, "Computation graph of");
        browser.await("main", null, "The model says 1. Loss");
        browser.visit("/#/runs/" + run + "/graph?row=2&checkpoint=start");
        browser.await("main", null, "x = 1 → the y = 3. Loss 9.");
        assertThat(boxes()).contains("a value 0 gradient -6", "x value 1 gradient 0", "b value 0 gradient -6", "the y value 3 gradient 6", "a*x value 0 gradient -6");
        browser.press("All numbers");
        browser.press("The stored model as the service draws it");
        browser.awaitScript("return document.querySelector('.stored-graph').naturalWidth > 0");
        browser.choose("[id^=field]:is(select)", "after epoch 500");
        browser.await("main", null, "The model says 3.");
        assertThat(browser.address()).endsWith("/graph?row=2&checkpoint=500");
        browser.picture("graph-of-a-formula");
        browser.isClean();
    }

    /** The worked example of the lecture, as in the test of traces: hidden 5 and 0, their gradients 36 and 0, output −4, loss 81. */
    @Test
    void a_tiny_network_shows_the_numbers_of_every_unit() {
        descent.createDataset("graph by hand", List.of("x1", "x2", "y1"), List.of(List.of(2, 1, 5), List.of(1, 1, 4)));
        var run = descent.submit("""
                {"dataset": "graph by hand", "target": "y1", "epochs": 3, "validation": null, "preprocessing": {"numeric": "none"}, "loss": {"type": "sse"}, "optimizer": {"type": "sgd", "learningRate": 0.001},
                 "model": {"layers": [
                  {"type": "dense", "name": "hidden", "units": 2, "activation": "relu", "weights": {"weight": [[0, 2], [-4, -1]], "bias": [3, 1]}},
                  {"type": "dense", "name": "output", "weights": {"weight": [[-2, 0]], "bias": [6]}}]}}""");
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run + "/graph?row=1&checkpoint=start");
        browser.await("main", null, "Loss 81.");
        assertThat(boxes()).contains("x1 2 gradient 0", "x2 1 gradient 72", "hidden 1 5 → 5 gradient 36", "hidden 2 -8 → 0 gradient 0", "y1 -4 gradient -18", "loss: sse 81");
        browser.picture("graph-of-units");
        browser.isClean();
    }

    @Test
    void a_larger_network_shows_shapes_and_norms_and_one_that_mixes_rows_its_layers() {
        descent.post("/api/v1/datasets", "{\"name\":\"graphed moons\",\"generator\":{\"type\":\"moons\",\"rows\":100,\"noise\":0.1,\"seed\":7}}").expect(201);
        var request = """
                {"dataset": "graphed moons", "target": "label", "epochs": 3, "model": {"layers": [{"type": "dense", "units": 16, "activation": "tanh"}, {"type": "%s"}, {"type": "dense"}]}}""";
        var larger = descent.submit(request.formatted("layerNorm"));
        var mixing = descent.submit(request.formatted("batchNorm"));
        Stream.of(larger, mixing).forEach(descent::awaitSuccess);
        browser.visit("/#/runs/" + larger + "/graph");
        browser.await("main", null, "The model says");
        assertThat(String.join("\n", boxes())).contains("layer1 dense, 16 units, tanh weight [16, 2], norm ").contains("output [2], norm ");
        browser.picture("graph-of-layers");
        browser.visit("/#/runs/" + larger + "/graph?row=2&checkpoint=best");
        browser.awaitScript("return document.querySelector('.row select')?.value === 'best' && document.querySelector('.row input').value === '2'");
        browser.await("main", null, "The model says");
        browser.visit("/#/runs/" + mixing + "/graph");
        browser.await("main", null, "shown layer by layer");
        assertThat(String.join("\n", boxes())).contains("layer2 batchNorm");
        browser.isClean();
    }

    @Test
    void an_address_that_names_no_row_or_no_screen_says_so() {
        descent.createDataset("graph of three rows", List.of("x", "y"), List.of(List.of(0, 1), List.of(1, 3), List.of(2, 5)));
        var run = descent.submit("""
                {"dataset": "graph of three rows", "target": "y", "epochs": 3, "validation": null, "model": {"layers": [{"type": "dense"}]}}""");
        descent.awaitSuccess(run);
        for (var row : List.of("99999999999", "4", "0", "1.5", "first")) {
            browser.visit("/?" + row + "#/runs/" + run + "/graph?row=" + row + "&checkpoint=zzz");
            browser.await(".complaint", null, "There is no such row: the data has rows 1 to 3");
        }
        for (var address : List.of("%", "constructor", "runs/%E0%A4%A", "runs/" + run + "/%zz", "%?a=%")) {
            browser.visit("/?nowhere#/" + address);
            browser.await("h1", null, "There is no such screen");
        }
        browser.isClean();
    }

    /** The lines of each box. */
    private static List<String> boxes() {
        var boxes = (List<?>) browser.run("""
                const boxes = [];
                for (const one of document.querySelector('svg.graph').children) {
                  one.tagName === 'rect' ? boxes.push([]) : one.tagName === 'text' && !one.matches('.weight') && boxes.at(-1).push(one.textContent);
                }
                return boxes.map(lines => lines.join(' '));""");
        return boxes.stream().map(String.class::cast).toList();
    }
}
