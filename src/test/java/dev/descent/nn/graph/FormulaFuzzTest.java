package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated formulas are read or refused, nothing else, and the gradients of those that can be read are those of central
 * differences. {@code -Ddescent.fuzz=100000} tries more of them.
 */
class FormulaFuzzTest {

    private static final int COUNT = Integer.getInteger("descent.fuzz", 10_000);

    @Test
    void every_formula_is_read_or_refused_and_gradients_are_those_of_central_differences() {
        var fuzz = new FormulaFuzz(20_260_101);
        var random = new SplittableRandom(7);
        int read = 0;
        int compared = 0;
        var wrong = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            var slopes = FormulaSlopes.read(fuzz.next());
            if (slopes != null) {
                read++;
                var point = slopes.point(random);
                for (var name : slopes.names()) {
                    var gradient = slopes.gradient(name, point);
                    var problem = gradient.isEmpty() ? null : slopes.problem(name, point, gradient.getAsDouble());
                    compared += problem == null ? 0 : 1;
                    if (problem != null && !problem.isEmpty()) {
                        wrong.add(problem);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(COUNT / 4);
        assertThat(compared).isGreaterThan(COUNT / 4);
    }
}
