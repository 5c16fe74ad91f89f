package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.nn.graph.FormulaFuzz;
import dev.descent.nn.graph.FormulaSlopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent as a formula is answered or refused, and what is answered is right by central differences.
 * {@code -Ddescent.fuzz=100000} sends more; the slowest call is told, not judged.
 */
class FormulaFuzzHttpTest extends EndToEnd {

    private static final int COUNT = Integer.getInteger("descent.fuzz", 1000);
    private static final Map<String, Double> ANYWHERE = Map.of("x", 0.5, "y", 1.5, "z", -2., "w1", 0.);
    /** Calls of a service that has just started wait for the compiler. */
    private static final int WARM_UP = 500;
    private static final double NANOS_PER_MILLI = 1e6;

    private final SplittableRandom random = new SplittableRandom(8);
    private final List<String> wrong = new ArrayList<>();
    private int calls;
    private double slowestMillis;
    private int over50;
    private int compared;

    @Test
    void every_formula_is_answered_or_refused_and_every_gradient_is_that_of_central_differences() {
        var fuzz = new FormulaFuzz(20_260_103);
        int valid = 0;
        for (int i = 0; i < COUNT; i++) {
            var formula = fuzz.next();
            var slopes = FormulaSlopes.read(formula);
            var point = slopes == null ? ANYWHERE : slopes.point(random);
            var answer = timed("/api/v1/gradients", Map.of("formula", formula, "at", point));
            assertThat(answer.status()).as("%s: %s", formula, answer.text()).isEqualTo(slopes == null ? 422 : 200);
            if (slopes != null) {
                valid++;
                compare(slopes, point, answer.json().get("gradients"));
            }
            if (i % 10 == 0 && !point.isEmpty()) {
                assertThat(timed("/api/v1/minimizations", Map.of("formula", formula, "start", point, "maxSteps", 10)).status()).as(formula).isIn(200, 422);
                var run = Map.of("model", Map.of("formula", formula, "parameters", Map.of("w1", 1)), "row", Map.of("x", 0.5, "y", 1, "z", 2), "target", Map.of("t", 1));
                assertThat(timed("/api/v1/traces", run).status()).as(formula).isIn(200, 422);
            }
        }
        System.out.printf("%d calls with formulas: %d valid, %d slopes compared, the slowest call took %.1f ms, %d took more than 50 ms twice%n",
                calls, valid, compared, slowestMillis, over50);
        assertThat(wrong).isEmpty();
        assertThat(valid).isGreaterThan(COUNT / 4);
        assertThat(compared).isGreaterThan(COUNT / 4);
    }

    private void compare(FormulaSlopes slopes, Map<String, Double> point, JsonNode gradients) {
        for (var name : slopes.names()) {
            var slope = gradients.get(name);
            var problem = slopes.problem(name, point, slope.isNull() ? Double.NaN : slope.asDouble());
            compared += problem == null ? 0 : 1;
            if (problem != null && !problem.isEmpty()) {
                wrong.add(problem);
            }
        }
    }

    /** A slow one is sent once more: the first time may have been the compiler's, the collector's or another process's. */
    private Answer timed(String path, Object body) {
        long began = System.nanoTime();
        var answer = descent.post(path, body);
        double took = (System.nanoTime() - began) / NANOS_PER_MILLI;
        if (calls++ < WARM_UP) {
            return answer;
        }
        if (took > Math.min(50, slowestMillis)) {
            began = System.nanoTime();
            descent.post(path, body);
            took = Math.min(took, (System.nanoTime() - began) / NANOS_PER_MILLI);
        }
        slowestMillis = Math.max(slowestMillis, took);
        over50 += took > 50 ? 1 : 0;
        return answer;
    }
}
