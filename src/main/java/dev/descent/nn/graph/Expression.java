package dev.descent.nn.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the nodes of a formula as text again, with no more parentheses than it takes. */
public final class Expression {

    /** A part that would be longer is cut: a graph of a thousand nodes must not become megabytes of text. */
    public static final int LONGEST = 200;

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int SIGN = 3;
    private static final int POWER = 4;
    private static final int ATOM = 5;

    private record Text(String text, int binds) {

        /** As an operand that has to bind at least so much. */
        String in(int least) {
            return binds < least ? "(" + text + ")" : text;
        }
    }

    private final List<String> columns;
    private final Map<Node, Text> known = new HashMap<>();

    /** @param columns names of the features that a formula takes */
    public Expression(List<String> columns) {
        this.columns = columns;
    }

    public String of(Node node) {
        return text(node).text();
    }

    private Text text(Node node) {
        var found = known.get(node);
        if (found == null) {
            var text = written(node);
            found = text.text().length() <= LONGEST ? text : new Text(text.text().substring(0, LONGEST - 1) + "…", ATOM);
            known.put(node, found);
        }
        return found;
    }

    private Text written(Node node) {
        return switch (node.op()) {
            case Source source -> new Text(source.name(), ATOM);
            case TakeColumn take -> new Text(columns.get(take.column()), ATOM);
            case Spread _ -> text(node.input(0));
            case PutColumn _ -> text(node.input(0));
            case Filled filled -> number(filled.number());
            case Scale _ -> new Text("-" + text(node.input(0)).in(SIGN), SIGN);
            case Power power -> new Text(text(node.input(0)).in(ATOM) + "^" + power.n(), POWER);
            case Add _ -> between(node, " + ", SUM, SUM);
            case Combine combine -> combined(node, combine);
            case Apply apply -> new Text(lower(apply.function()) + "(" + of(node.input(0)) + ")", ATOM);
            case dev.descent.nn.graph.Map map -> new Text(lower(map.function()) + "(" + of(node.input(0)) + ")", ATOM);
            case Op other -> throw new IllegalArgumentException(other + " stands in no formula");
        };
    }

    private Text combined(Node node, Combine combine) {
        return switch (combine.function()) {
            case SUBTRACT -> between(node, " - ", SUM, PRODUCT);
            case MULTIPLY -> between(node, "*", PRODUCT, PRODUCT);
            case DIVIDE -> between(node, "/", PRODUCT, SIGN);
            case POWER -> new Text(text(node.input(0)).in(ATOM) + "^" + text(node.input(1)).in(SIGN), POWER);
            case MINIMUM -> new Text("min(" + of(node.input(0)) + ", " + of(node.input(1)) + ")", ATOM);
            case MAXIMUM -> new Text("max(" + of(node.input(0)) + ", " + of(node.input(1)) + ")", ATOM);
        };
    }

    private Text between(Node node, String sign, int binds, int right) {
        return new Text(text(node.input(0)).in(binds) + sign + text(node.input(1)).in(right), binds);
    }

    private static Text number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return new Text(whole ? Long.toString((long) number) : Double.toString(number), number < 0 ? SIGN : ATOM);
    }

    private static String lower(Enum<?> function) {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
