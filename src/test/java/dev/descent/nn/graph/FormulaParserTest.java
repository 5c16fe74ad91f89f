package dev.descent.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaParserTest {

    private static final Map<String, Double> POINT = Map.of("x", 3.0, "y", -2.0, "petal length", 1.4, "ñ_2", 7.0);

    /** Expected values worked out by hand, or by the function of StrictMath that is named. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '=', value = {
        "1 + 2 * 3 = 7", "(1 + 2) * 3 = 9", "8 - 3 - 2 = 3", "8 / 4 / 2 = 1", "2^3^2 = 512", "-x^2 = -9", "(-x)^2 = 9", "2^-1 = 0.5", "-2^-2 = -0.25",
        "y^3 = -8", "y^-3 = -0.125", "y^0 = 1", "x^0.5*x^0.5 = 3", "2*-x = -6", "2--x = 5", "+x = 3", "- - x = 3", "x^y = 0.1111111111111111",
        ".5 + 1.5e1 + 2E-1 + 3. = 18.7", "min(x, y) = -2", "max(x, y) = 3", "abs(y) = 2", "sqrt(x*x) = 3", "exp(0) = 1", "log(1) = 0", "relu(y) = 0",
        "relu(x) = 3", "sigmoid(0) = 0.5", "tanh(0) = 0", "sin(0) = 0", "cos(0) = 1", "softplus(0) = 0.6931471805599453", "`petal length` * 2 = 2.8", "ñ_2 = 7"})
    void a_formula_has_the_value_that_it_says(String formula, double expected) {
        assertThat(value(formula)).isCloseTo(expected, within(1e-15 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "x + | 4 | expected a number, a name, a function, \"-\" or \"(\", found the end",
        "x * * y | 5 | expected a number, a name, a function, \"-\" or \"(\", found \"*\"",
        "(x | 3 | expected an operator or \")\", found the end",
        "x) | 2 | expected an operator or the end, found \")\"",
        "2x | 2 | expected an operator or the end, found \"x\"",
        "exp x | 5 | expected \"(\" after the function exp, found \"x\"",
        "min(x) | 6 | expected an operator or \",\" and the second argument of min, found \")\"",
        "exp(x, y) | 6 | expected an operator or \")\", found \",\"",
        "x + . | 6 | expected a digit, found the end",
        "1e+ | 4 | expected the digits of an exponent, found the end",
        "`x | 3 | expected \"`\" at the end of the name that begins at position 1, found the end",
        "`` | 2 | expected a name, found \"`\"",
        "x $ y | 3 | expected an operator or the end, found \"$\"",
        "1e999 | 1 | must be within the range of float64"})
    void what_is_wrong_is_told_with_its_position(String formula, int position, String what) {
        assertThatThrownBy(() -> value(formula)).isInstanceOf(FormulaException.class).hasMessage("position " + position + ": " + what)
                .extracting(e -> ((FormulaException) e).position()).isEqualTo(position);
    }

    @Test
    void limits_are_told_where_they_are_passed() {
        assertThatThrownBy(() -> value("(".repeat(101) + "x")).hasMessageContaining("position 102: must be nested at most 100 deep");
        assertThat(value("(".repeat(100) + "x" + ")".repeat(100))).isEqualTo(3);
        assertThatThrownBy(() -> value("-".repeat(101) + "x")).hasMessageContaining("nested at most 100");
        assertThatThrownBy(() -> value("x^".repeat(101) + "x")).hasMessageContaining("nested at most 100");
        assertThatThrownBy(() -> value("x+".repeat(500) + "x")).hasMessageContaining("at most 1000 operations");
        assertThat(value("x+".repeat(499) + "x")).isEqualTo(1500);
        assertThatThrownBy(() -> value(" ".repeat(4096) + "x")).hasMessageContaining("position 4097: must have at most 4096 characters (has 4097)");
        assertThatThrownBy(() -> value("")).hasMessageContaining("position 1: expected a number");
    }

    /** (x + y)·z at (−2, 5, −4): the example of the lecture. */
    @Test
    void the_chain_rule_is_applied_in_double() {
        var graph = new GraphBuilder();
        var names = new HashMap<String, Node>();
        Node root = FormulaParser.parse("(x + y)*z", graph, (name, _) -> names.computeIfAbsent(name, key -> source(graph, key)));
        var gradients = Autodiff.gradients(graph, root, List.copyOf(names.values()));
        var interpreter = new Interpreter(graph);
        interpreter.run(source -> Map.of("x", -2.0, "y", 5.0, "z", -4.0).get(source.name()));
        assertThat(interpreter.value(root)).isEqualTo(-12);
        assertThat(List.of("x", "y", "z")).extracting(name -> interpreter.value(gradients.get(names.get(name)))).containsExactly(-4.0, -4.0, 3.0);
    }

    @Test
    void equal_parts_are_one_node() {
        var graph = new GraphBuilder();
        FormulaParser.parse("sin(x*y) + sin(x*y) + 1 + 1", graph, (name, _) -> source(graph, name));
        assertThat(graph.nodes()).hasSize(8);
    }

    @Test
    void names_are_told_with_their_positions() {
        var graph = new GraphBuilder();
        var seen = new ArrayList<String>();
        FormulaParser.parse(" a + `b c`*a", graph, (name, position) -> {
            seen.add(name + "@" + position);
            return source(graph, name);
        });
        assertThat(seen).containsExactly("a@2", "b c@6", "a@12");
    }

    private static double value(String formula) {
        var graph = new GraphBuilder();
        Node root = FormulaParser.parse(formula, graph, (name, _) -> source(graph, name));
        var interpreter = new Interpreter(graph);
        interpreter.run(source -> POINT.get(source.name()));
        return interpreter.value(root);
    }

    private static Node source(GraphBuilder graph, String name) {
        return graph.source(Source.Kind.PARAMETER, name, Shape.line());
    }
}
