package dev.descent.nn.graph;

import static java.util.Map.entry;

import dev.descent.nn.kernel.Binary;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Unary;

/**
 * Reads a formula into a graph, by recursive descent with one method for each line of the grammar:
 * <pre>
 * expression = term {("+" | "-") term}
 * term       = factor {("*" | "/") factor}
 * factor     = ("-" | "+") factor | power
 * power      = primary ["^" factor]
 * primary    = number | name | function "(" expression ["," expression] ")" | "(" expression ")"
 * </pre>
 * So −x^2 is −(x^2), and 2^3^2 is 2^(3^2). A name is a letter or _ and then letters, digits and _; between backticks it is any text.
 */
public final class FormulaParser {

    public static final int MOST_CHARACTERS = 4096;
    /** Operations, names and numbers as they are written. */
    public static final int MOST_NODES = 1000;
    /** Parentheses, functions, signs and exponents within each other. */
    public static final int DEEPEST = 100;

    private static final java.util.Map<String, Op> FUNCTIONS = java.util.Map.ofEntries(
            entry("exp", new Apply(Unary.EXP)), entry("log", new Apply(Unary.LOG)), entry("sin", new Apply(Unary.SIN)),
            entry("cos", new Apply(Unary.COS)), entry("abs", new Apply(Unary.ABS)), entry("sqrt", new Apply(Unary.SQRT)),
            entry("tanh", activation(Function.TANH)), entry("sigmoid", activation(Function.SIGMOID)),
            entry("relu", activation(Function.RELU)), entry("softplus", activation(Function.SOFTPLUS)),
            entry("min", new Combine(Binary.MINIMUM)), entry("max", new Combine(Binary.MAXIMUM)));

    private static final String OPERAND = "a number, a name, a function, \"-\" or \"(\"";

    /** What the names of a formula stand for. */
    @FunctionalInterface
    public interface Names {

        /**
         * @param position of its first use, or of a later one
         * @return a line
         */
        Node node(String name, int position);
    }

    private final String text;
    private final GraphBuilder graph;
    private final Names names;
    private int at;
    private int nodes;
    private int depth;

    private FormulaParser(String text, GraphBuilder graph, Names names) {
        this.text = text;
        this.graph = graph;
        this.names = names;
    }

    /**
     * @return the node of the whole formula, a line
     * @throws FormulaException if it cannot be read or exceeds a limit
     */
    public static Node parse(String text, GraphBuilder graph, Names names) {
        return new FormulaParser(text, graph, names).whole();
    }

    private Node whole() {
        if (text.length() > MOST_CHARACTERS) {
            throw new FormulaException(MOST_CHARACTERS + 1, "must have at most " + MOST_CHARACTERS + " characters (has " + text.length() + ")");
        }
        Node formula = expression();
        if (!isAtEnd()) {
            throw expected("an operator or the end");
        }
        return formula;
    }

    private Node expression() {
        Node left = term();
        while (true) {
            if (takes('+')) {
                left = add(new Add(), left, term());
            } else if (takes('-')) {
                left = add(new Combine(Binary.SUBTRACT), left, term());
            } else {
                return left;
            }
        }
    }

    private Node term() {
        Node left = factor();
        while (true) {
            if (takes('*')) {
                left = add(new Combine(Binary.MULTIPLY), left, factor());
            } else if (takes('/')) {
                left = add(new Combine(Binary.DIVIDE), left, factor());
            } else {
                return left;
            }
        }
    }

    private Node factor() {
        if (takes('-')) {
            descend();
            Node negated = negated(factor());
            depth--;
            return negated;
        }
        if (takes('+')) {
            descend();
            Node same = factor();
            depth--;
            return same;
        }
        return power();
    }

    private Node negated(Node x) {
        return x.op() instanceof Filled(double number, Shape _) ? number(-number) : add(new Scale(-1), x);
    }

    private Node power() {
        Node base = primary();
        if (!takes('^')) {
            return base;
        }
        descend();
        Node exponent = factor();
        depth--;
        return exponent.op() instanceof Filled(double n, Shape _) && n == Math.rint(n) && Math.abs(n) <= Power.MOST
                ? add(new Power((int) n), base)
                : add(new Combine(Binary.POWER), base, exponent);
    }

    private Node primary() {
        if (takes('(')) {
            descend();
            Node inner = expression();
            expect(')', "an operator or \")\"");
            depth--;
            return inner;
        }
        if (isAtEnd()) {
            throw expected(OPERAND);
        }
        int start = at;
        int first = text.codePointAt(at);
        if (first == '`') {
            return named(quoted(), start);
        }
        if (isDigit(first) || first == '.') {
            return number();
        }
        if (!isNameStart(first)) {
            throw expected(OPERAND);
        }
        String name = name();
        return FUNCTIONS.containsKey(name) ? call(FUNCTIONS.get(name), name) : named(name, start);
    }

    private Node call(Op function, String name) {
        descend();
        expect('(', "\"(\" after the function " + name);
        Node first = expression();
        Node call;
        if (function instanceof Combine) {
            expect(',', "an operator or \",\" and the second argument of " + name);
            call = add(function, first, expression());
        } else {
            call = add(function, first);
        }
        expect(')', "an operator or \")\"");
        depth--;
        return call;
    }

    private Node named(String name, int start) {
        count();
        return names.node(name, start + 1);
    }

    private String name() {
        int start = at;
        while (at < text.length() && (isNameStart(text.codePointAt(at)) || Character.isDigit(text.codePointAt(at)))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int start = at++;
        int end = text.indexOf('`', at);
        if (end < 0) {
            at = text.length();
            throw expected("\"`\" at the end of the name that begins at position " + (start + 1));
        }
        if (end == at) {
            throw expected("a name");
        }
        at = end + 1;
        return text.substring(start + 1, end);
    }

    private Node number() {
        int start = at;
        digits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at == start + 1 && text.charAt(start) == '.') {
            throw expected("a digit");
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (digits() == 0) {
                throw expected("the digits of an exponent");
            }
        }
        double value = Double.parseDouble(text.substring(start, at));
        if (Double.isInfinite(value)) {
            throw new FormulaException(start + 1, "must be within the range of float64");
        }
        return number(value);
    }

    private int digits() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at - start;
    }

    private Node number(double value) {
        return add(new Filled(value, Shape.line()));
    }

    private Node add(Op op, Node... inputs) {
        count();
        return graph.add(op, inputs);
    }

    private void count() {
        if (++nodes > MOST_NODES) {
            throw new FormulaException(at + 1, "must have at most " + MOST_NODES + " operations, names and numbers");
        }
    }

    private void descend() {
        if (++depth > DEEPEST) {
            throw new FormulaException(at + 1, "must be nested at most " + DEEPEST + " deep");
        }
    }

    private void expect(char wanted, String what) {
        if (!takes(wanted)) {
            throw expected(what);
        }
    }

    private boolean takes(char wanted) {
        if (isAtEnd() || text.charAt(at) != wanted) {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    private boolean isAtEnd() {
        skipSpace();
        return at == text.length();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private FormulaException expected(String what) {
        return new FormulaException(at + 1, "expected " + what + ", found " + found());
    }

    private String found() {
        if (at >= text.length()) {
            return "the end";
        }
        int c = text.codePointAt(at);
        return Character.isISOControl(c) || !Character.isDefined(c) ? "U+%04X".formatted(c) : "\"" + Character.toString(c) + "\"";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(int c) {
        return c == '_' || Character.isLetter(c);
    }

    private static Op activation(Function function) {
        return new Map(function, 0);
    }}
