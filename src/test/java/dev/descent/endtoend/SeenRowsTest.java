package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures and sequences, looked at in a real browser. */
class SeenRowsTest extends InOneBrowser {

    @Test
    void pictures_filters_and_what_is_taken_for_what() {
        var dataset = descent.upload("seen digits", DATASETS.resolve("digits.csv"));
        var features = IntStream.range(0, 64).mapToObj(i -> "\"pixel_" + i / 8 + "_" + i % 8 + "\"").collect(Collectors.joining(","));
        var run = descent.submit("""
                {"dataset":"seen digits","target":"digit","features":[%s],"task":"classification","epochs":2,"preprocessing":{"numeric":"minMax"},
                 "model":{"inputShape":[1,8,8],"layers":[{"type":"conv2d","name":"edges","filters":6,"kernel":3,"activation":"relu"},{"type":"flatten"},{"type":"dense"}]}}"""
                .formatted(features));
        descent.awaitSuccess(run);
        browser.visit("/#/datasets/" + dataset);
        browser.await(".rows-seen", null, "8 × 8 pixels");
        browser.picture("digits-rows");
        browser.visit("/#/runs/" + run);
        browser.await(".seen", null, "Filters of edges");
        assertThat(browser.run("return document.querySelectorAll('.seen .glimpses')[0].children.length")).isEqualTo(6L);
        assertThat(browser.run("return [...document.querySelectorAll('.confusions button')].reduce((sum, button) => sum + Number(button.textContent.replace(/\\D/g, '')), 0)")).isEqualTo(1000L);
        browser.run("document.querySelector('.confusions button').click()");
        browser.await(".seen", null, "taken for");
        assertThat((long) browser.run("return document.querySelectorAll('.seen .glimpses')[1].querySelectorAll('canvas').length")).isPositive();
        browser.picture("seen-digits");
        browser.isClean();
    }

    @Test
    void a_dataset_of_pictures_shows_them() {
        var rows = new StringBuilder();
        var columns = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            rows.append(row == 0 ? "[" : ",[");
            for (int i = 0; i < 16; i++) {
                rows.append(i * (row + 1)).append(',');
                columns.append(row == 0 ? "\"x" + (i + 1) + "\"," : "");
            }
            rows.append("\"kind ").append(row).append("\"]");
        }
        var dataset = descent.post("/api/v1/datasets", "{\"name\":\"drawn\",\"columns\":[" + columns + "\"label\"],\"rows\":[" + rows + "]}").expect(201).json().get("id").asString();
        browser.visit("/#/datasets/" + dataset);
        browser.await(".rows-seen", null, "label kind 2");
        assertThat(browser.run("return [...document.querySelectorAll('.rows-seen option')].map(option => option.value).join(' ')")).isEqualTo("1×4×4 1×16");
        assertThat(browser.run("const c = document.querySelector('.rows-seen canvas'); return c.width + 'x' + c.height")).isEqualTo("4x4");
        browser.isClean();
    }

    @Test
    void a_forecast_stands_beside_the_truth() {
        descent.post("/api/v1/datasets", "{\"name\":\"seen sine\",\"generator\":{\"type\":\"sine\",\"rows\":200,\"noise\":0.01,\"seed\":1},\"options\":{\"windows\":{\"time\":\"x1\",\"values\":[\"y\"],\"length\":8}}}").expect(201);
        var run = descent.submit("""
                {"dataset":"seen sine","target":"y+1","epochs":3,"model":{"inputShape":[8,1],"layers":[{"type":"gru","units":4},{"type":"dense"}]}}""");
        descent.awaitSuccess(run);
        browser.visit("/#/runs/" + run);
        browser.await(".forecast", null, "RMSE");
        browser.picture("forecast");
        browser.isClean();
    }
}
