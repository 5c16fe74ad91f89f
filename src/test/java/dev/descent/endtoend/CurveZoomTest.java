package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A curve's modules in a real browser, with a service whose answers come when the test says so. */
class CurveZoomTest extends InOneBrowser {

    private static final String CURVE = """
            window.asked = []; window.failures = [];
            addEventListener('error', event => failures.push(event.message));
            const {Chart} = await import('/chart.js'), {Curve} = await import('/curve.js');
            const draw = Chart.prototype.draw;
            Chart.prototype.draw = function(names, data) { window.drawn = new Set(data[0]); draw.call(this, names, data); };
            const epoch = n => ({epoch: n, seq: n, trainLoss: 1 / n, valLoss: null, metrics: {}, learningRate: 1, gradientNorm: 1, durationMillis: 1});
            window.epochs = (from, to, step) => Array.from({length: Math.floor((to - from) / step) + 1}, (_, i) => epoch(from + i * step));
            window.fetch = address => new Promise(done => {
              const query = new URL(address).searchParams, from = Number(query.get('after')) + 1, to = from + Number(query.get('limit')) - 1;
              asked.push({from, to, answer: data => done(new Response(JSON.stringify({data, sampled: true}), {headers: {'Content-Type': 'application/json'}}))});
            });
            window.curve = new Curve('any', {signal: new AbortController().signal, figure: null});
            document.querySelector('main').replaceChildren(curve.element);
            window.button = label => document.querySelector(`[aria-label="${label}"]`);
            """;

    @Test
    void zooming_before_the_first_epoch_does_nothing() {
        show();
        browser.run("button('Zoom in').click(); button('Zoom out').click();");
        assertThat(browser.run("return failures.join()")).isEqualTo("");
    }

    @Test
    void a_late_answer_to_an_earlier_zoom_does_not_replace_that_to_a_later_one() {
        show();
        browser.run("curve.load(); asked[0].answer(epochs(1, 10001, 10))");
        browser.awaitTrue("document.querySelector('.u-over') !== null");
        browser.run("button('Zoom in').click(); return new Promise(requestAnimationFrame)");
        browser.run("button('Zoom in').click()");
        browser.awaitTrue("asked.length === 2");
        browser.run("document.querySelector('.plot').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))");
        browser.awaitTrue("asked.length === 3");
        assertThat(browser.run("return asked[2].to > asked[1].to")).isEqualTo(true);
        for (var which : new int[] {2, 1}) {
            browser.run("const one = asked[" + which + "]; one.answer(epochs(one.from, one.to, 1)); return new Promise(done => setTimeout(done))");
        }
        assertThat(browser.run("return epochs(asked[2].from, asked[2].to, 1).every(({epoch}) => drawn.has(epoch))")).isEqualTo(true);
    }

    private static void show() {
        browser.visit("/?" + System.nanoTime() + "#/nowhere");
        browser.await("h1", null, "There is no such screen");
        browser.run("return (async () => {" + CURVE + "})()");
    }
}
