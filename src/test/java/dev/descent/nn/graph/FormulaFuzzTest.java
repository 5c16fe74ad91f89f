package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated formulas are read or refused, nothing else, and the gradients of those that can be read are those of central
 * differences. {@code -Ddescent.fuzz=100000} tries more of them.
 */
class FormulaFuzzTest {

    private static final int COUNT = Integer.getInteger("descent.fuzz", 10_000);

    /** Kept of a formula that was read. */
    private record Read(GraphBuilder graph, Node root, Map<String, Node> names) {}

    @Test
    void every_formula_is_read_or_refused_and_gradients_are_those_of_central_differences() {
        var fuzz = new FormulaFuzz(20_260_101);
        var random = new SplittableRandom(7);
        long slowest = 0;
        int read = 0;
        int compared = 0;
        var wrong = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            String formula = fuzz.next();
            long began = System.nanoTime();
            Read found = read(formula);
            long took = System.nanoTime() - began;
            if (took > slowest) {
                // Once more: the first time may have been the compiler's, or another process's.
                began = System.nanoTime();
                read(formula);
                slowest = Math.max(slowest, Math.min(took, System.nanoTime() - began));
            }
            if (found != null) {
                read++;
                compared += compare(formula, found, random, wrong);
            }
        }
        System.out.printf("%d formulas: %d read, %d slopes compared, the slowest took %.1f ms%n", COUNT, read, compared, slowest / 1e6);
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(COUNT / 4);
        assertThat(compared).isGreaterThan(COUNT / 4);
    }

    private static Read read(String formula) {
        var graph = new GraphBuilder();
        var names = new LinkedHashMap<String, Node>();
        try {
            Node root = FormulaParser.parse(formula, graph, (name, _) -> names.computeIfAbsent(name, key -> graph.source(Source.Kind.PARAMETER, key, Shape.line())));
            return new Read(graph, root, names);
        } catch (FormulaException e) {
            assertThat(e.position()).isBetween(1, formula.length() + 1);
            return null;
        }
    }

    /** How many slopes could be compared: where the differences of two widths agree, so that no kink or pole is near. */
    private static int compare(String formula, Read read, SplittableRandom random, List<String> wrong) {
        var variables = List.copyOf(read.names().values());
        var gradients = Autodiff.gradients(read.graph(), read.root(), variables);
        var point = new LinkedHashMap<String, Double>();
        read.names().keySet().forEach(name -> point.put(name, random.nextDouble(0.2, 1.8)));
        var interpreter = new Interpreter(read.graph());
        int compared = 0;
        for (var entry : read.names().entrySet()) {
            if (!gradients.containsKey(entry.getValue())) {
                continue;
            }
            interpreter.run(source -> point.get(source.name()));
            double slope = interpreter.value(gradients.get(entry.getValue()));
            double value = interpreter.value(read.root());
            double wide = difference(read, interpreter, point, entry.getKey(), 2e-5);
            double narrow = difference(read, interpreter, point, entry.getKey(), 1e-5);
            double scale = Math.max(1, Math.max(Math.abs(wide), Math.abs(value)));
            if (Math.abs(wide - narrow) < 1e-6 * scale && scale < 1e6) {
                compared++;
                boolean passesInfinity = Double.isNaN(slope) && hasInfinity(read, interpreter, point);
                if (!passesInfinity && !(Math.abs(slope - narrow) < 1e-4 * scale)) {
                    wrong.add("d/d%s of %s at %s is %s, by differences %s".formatted(entry.getKey(), formula, point, slope, narrow));
                }
            }
        }
        return compared;
    }

    /** The chain rule multiplies what it meets on the way: of 0^z that is 0·log 0, which is not a number. */
    private static boolean hasInfinity(Read read, Interpreter interpreter, Map<String, Double> point) {
        interpreter.run(source -> point.get(source.name()));
        return read.graph().nodes().stream().anyMatch(node -> !Double.isFinite(interpreter.value(node)));
    }

    private static double difference(Read read, Interpreter interpreter, Map<String, Double> point, String name, double step) {
        double x = point.get(name);
        point.put(name, x + step);
        interpreter.run(source -> point.get(source.name()));
        double above = interpreter.value(read.root());
        point.put(name, x - step);
        interpreter.run(source -> point.get(source.name()));
        double below = interpreter.value(read.root());
        point.put(name, x);
        return (above - below) / (2 * step);
    }
}
