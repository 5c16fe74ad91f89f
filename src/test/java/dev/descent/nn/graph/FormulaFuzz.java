package dev.descent.nn.graph;

import java.util.List;
import java.util.SplittableRandom;

/** Random formulas: most by the grammar, so that they can be read, and others broken by a few changed characters. */
public final class FormulaFuzz {

    public static final List<String> NAMES = List.of("x", "y", "z", "w1");

    private static final String CHARACTERS = "+-*/^()., `xyzw1.e0159E_#$é\n\t\u0000<\"";
    private static final List<String> FUNCTIONS = List.of("exp", "log", "sin", "cos", "tanh", "sigmoid", "relu", "softplus", "abs", "sqrt");

    private final SplittableRandom random;

    public FormulaFuzz(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public String next() {
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1, 2, 3 -> mutated(expression(random.nextInt(7)));
            case 4 -> "(".repeat(random.nextInt(300)) + expression(2) + ")".repeat(random.nextInt(300));
            case 5 -> (expression(1) + "+").repeat(random.nextInt(1, 600)) + "x";
            default -> expression(random.nextInt(7));
        };
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : number();
        }
        return switch (random.nextInt(8)) {
            case 0 -> "(" + expression(depth - 1) + ")";
            case 1 -> "-" + expression(depth - 1);
            case 2 -> FUNCTIONS.get(random.nextInt(FUNCTIONS.size())) + "(" + expression(depth - 1) + ")";
            case 3 -> (random.nextBoolean() ? "min(" : "max(") + expression(depth - 1) + ", " + expression(depth - 1) + ")";
            case 4 -> "(" + expression(depth - 1) + ")^" + (random.nextBoolean() ? String.valueOf(random.nextInt(-4, 6)) : expression(0));
            default -> expression(depth - 1) + " " + "+-*/".charAt(random.nextInt(4)) + " " + expression(depth - 1);
        };
    }

    private String number() {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf(random.nextInt(10));
            case 1 -> String.valueOf(Math.round(1000 * random.nextDouble()) / 1000.0);
            default -> random.nextInt(10) + "e" + random.nextInt(-3, 3);
        };
    }

    private String mutated(String formula) {
        var text = new StringBuilder(formula);
        for (int i = random.nextInt(1, 4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private String noise() {
        var text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
