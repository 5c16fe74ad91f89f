package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person is told while filling in: of a table before it is stored, of a network before it is trained, of a sweep before it begins. */
class ConsoleFormsTest extends InOneBrowser {

    private static final String ENDLESS = """
            {"name": "endless", "run": {"dataset": "searched", "target": "label", "epochs": 1000000, "optimizer": {"type": "sgd"}, "model": {"layers": [{"type": "dense"}]}},
             "search": {"type": "grid", "parameters": {"/optimizer/learningRate": [0.1, 0.01, 0.001]}}}""";

    @Test
    void a_table_is_seen_through_and_read_otherwise_before_it_is_stored() {
        browser.visit("/#/datasets");
        browser.drop(".drop", "houses.csv", houses());
        browser.await("h2", null, "What was understood of houses.csv");
        browser.await("section [role=status]", null, "60 rows, 4 columns; csv, separated by “;”, the first line names the columns, decimal sign “,”");
        browser.await(row("price") + " .histogram", "aria-label", "Histogram of price, from 100.5 to 159.5: 4, 4,");
        browser.await(row("price"), null, "60 numbers");
        browser.await(row("size"), null, "6 (10 %)");
        browser.await(row("town"), null, "north: 30");
        browser.await(row("zip") + " select", "aria-label", "Type of zip");
        browser.choose(row("zip") + " select", "categorical");
        browser.await(row("zip"), null, "8001: 20");
        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')")).as("who set it is still there").isEqualTo("Type of zip");
        browser.choose("#preview-header", "is data");
        browser.await("section [role=status]", null, "61 rows");
        browser.choose("#preview-delimiter", "comma");
        browser.await("section", null, "stand in the way");
        browser.choose("#preview-delimiter", "as guessed");
        browser.await("section [role=status]", null, "61 rows, 4 columns");
        browser.choose("#preview-header", "as guessed");
        browser.await("section [role=status]", null, "60 rows");
        browser.choose(row("zip") + " select", "categorical");
        browser.await(row("zip"), null, "8001: 20");
        browser.picture("preview-otherwise");
        browser.press("Store");
        browser.await("h1", null, "houses");
        browser.await(row("zip"), null, "categorical");
        browser.isClean();
    }

    /** 60 rows as a German spreadsheet writes them; each tenth has no size. */
    private static String houses() {
        var text = new StringBuilder("price;size;zip;town\n");
        for (int i = 0; i < 60; i++) {
            text.append(100 + i).append(",5;").append(i % 10 == 9 ? "" : 40 + i % 7).append(';').append(8001 + i % 3).append(';').append(i % 2 == 0 ? "north" : "south").append('\n');
        }
        return text.toString();
    }

    private static String row(String column) {
        return "table tbody tr:nth-child(" + switch (column) {
            case "price" -> 1;
            case "size" -> 2;
            case "zip" -> 3;
            default -> 4;
        } + ")";
    }

    @Test
    void a_network_tells_layer_by_layer_what_it_gives_and_where_it_does_not_fit() {
        var moons = moons("layered");
        browser.visit("/#/new-run?dataset=" + moons);
        browser.await(".network > .shape", null, "Input → 2");
        browser.await(layer(1) + " .shape", null, "→ 16, 48 parameters");
        browser.await(layer(2) + " .shape", null, "→ 2, 34 parameters");
        browser.press("+ Dropout");
        browser.await(layer(2) + " .shape", null, "→ 16, no parameters");
        browser.fill("[data-pointer='/model/layers/1/rate'] input", "2");
        browser.await("[data-pointer='/model/layers/1/rate'] .complaint", null, "must be");
        assertThat(browser.run("return JSON.parse(document.querySelector('textarea').value).model.layers[1].rate")).isEqualTo(2L);
        browser.fill("textarea", """
                {"dataset": "layered", "target": "label", "model": {"layers": [{"type": "dense", "units": 8, "name": "a"}, {"type": "dense", "units": 4, "name": "b"},
                 {"type": "add", "inputs": ["a", "b"]}, {"type": "dense"}]}}""");
        browser.await(layer(3) + " .complaint", null, "");
        browser.picture("new-run-refused");
        browser.click("[aria-label='Move layer 2 down']");
        assertThat(browser.run("return document.activeElement.getAttribute('aria-label')")).isEqualTo("Move layer 2 down");
        browser.isClean();
    }

    @Test
    void a_run_request_becomes_a_sweep_by_choosing_what_its_trials_differ_in() {
        var moons = moons("searched");
        browser.visit("/#/new-run?sweep&dataset=" + moons);
        browser.fill("[data-pointer='/epochs'] input", "3");
        browser.click("[data-place='/optimizer/learningRate']");
        browser.fill(place("learningRate") + " input", "0.1, -1");
        browser.click("[data-place='/batchSize']");
        browser.await(".sweep > [role=status]", null, "6 trials");
        browser.press("Start the sweep");
        browser.await(place("learningRate") + " .complaint", null, "must be");
        browser.picture("sweep-refused");
        browser.choose(".sweep [data-pointer='/search/type'] select", "random: independent draws");
        browser.choose(place("learningRate") + " select", "a range, by orders of magnitude");
        browser.fill("[data-pointer='/search/trials'] input", "100");
        browser.await(".sweep > [role=status]", null, "100 trials");
        browser.fill(".sweep [data-pointer='/name'] input", "a hundred");
        browser.picture("sweep-form");
        browser.press("Start the sweep");
        browser.await("h1", null, "a hundred");
        browser.await("hgroup p", null, "100 of 100 trials ended");
        browser.see(".parallel");
        browser.run("document.querySelector('.leaderboard tbody tr:nth-child(40) a').focus()");
        assertThat(browser.run("return document.querySelectorAll('.trial.shown').length")).isEqualTo(1L);
        browser.picture("sweep-hundred");
        browser.press("Add trials");
        browser.fill("[data-pointer='/trials'] input", "5");
        browser.press("Add them");
        browser.await("hgroup p", null, "105 of 105 trials ended");
        browser.visit("/#/sweeps/" + descent.post("/api/v1/sweeps", ENDLESS).expect(202).json().get("id").asString());
        browser.press("Cancel");
        browser.agree();
        browser.await("h1", null, "cancelled");
        browser.isCleanBut("/api/v1/sweeps");
    }

    private static String layer(int position) {
        return ".network li:nth-child(" + position + ")";
    }

    private static String place(String end) {
        return ".searched[data-pointer$='" + end + "']";
    }

    private String moons(String name) {
        return descent.post("/api/v1/datasets", "{\"name\":\"%s\",\"generator\":{\"type\":\"moons\",\"rows\":200,\"noise\":0.1,\"seed\":7}}".formatted(name)).expect(201)
                .json().get("id").asString();
    }
}
