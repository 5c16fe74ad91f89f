package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as people, spreadsheets and bookkeeping write them, beyond the plain grammar of {@link NumberText}: digits in groups of three, a sign behind, a typographic minus,
 * brackets for what is owed, a percent sign or a currency, digits of other scripts. It is slow, and asked only where a text is no plain number.
 */
final class WrittenNumber {

    /** What stands for a missing number in a column of numbers. */
    private static final Set<String> PLACEHOLDERS = Set.of("-", "--", "---", "\u2013", "\u2014", "?", ".", "..", "...", "n/a", "n.a.", "na", "#n/a", "#na", "<na>", "none", "nil", "null", "missing");
    private static final Set<String> NOT_FINITE = Set.of("\u221e", "1.#inf", "1.#ind", "1.#qnan", "1.#snan", "#num!", "#div/0!", "#value!", "#ref!", "#name?", "nan()", "nan(ind)", "qnan", "snan");
    private static final Set<String> CURRENCIES = Set.of("EUR", "USD", "GBP", "CHF", "JPY");
    private static final Pattern BY_SPACE = Pattern.compile("([1-9]\\d{0,2})((?: \\d{3})+|(?:'\\d{3})+)((?:[.,]\\d*)?)");
    private static final Pattern BY_COMMA = Pattern.compile("[1-9]\\d{0,2}(?:(?:,\\d{3})+\\.\\d*|(?:,\\d{3}){2,})");
    private static final Pattern BY_POINT = Pattern.compile("[1-9]\\d{0,2}(?:(?:\\.\\d{3})+,\\d*|(?:\\.\\d{3}){2,})");
    private static final int LONGEST = 64;

    private final String text;
    private boolean negative;
    private boolean signed;
    private String core;
    private int mark;

    private WrittenNumber(String text) {
        this.text = text;
    }

    /** As {@link NumberText#kind(char[], int, int)}, and beyond it. */
    static Kind kind(char[] text, int offset, int length) {
        var plain = NumberText.kind(text, offset, length);
        return plain == Kind.WORD ? new WrittenNumber(new String(text, offset, Math.min(length, LONGEST + 1))).kind() : plain;
    }

    /** The percent sign or currency that a text has, 0 without. */
    static int mark(char[] text, int offset, int length) {
        int last = length == 0 ? '0' : text[offset + length - 1];
        int first = length == 0 ? '0' : text[offset];
        first = length > 1 && (first == '-' || first == '+') ? text[offset + 1] : first;
        if (last >= '0' && last <= '9' && (first >= '0' && first <= '9' || first == '.') || length > LONGEST) {
            return 0;
        }
        var written = new WrittenNumber(new String(text, offset, length));
        written.kind();
        return written.mark;
    }

    /** NaN where the text stands for a missing number. */
    static double parse(String text, char decimal) {
        var written = new WrittenNumber(text);
        if (written.kind() == Kind.PLACEHOLDER) {
            return Double.NaN;
        }
        var digits = written.core.replace(decimal == ',' ? "." : ",", "").replace(',', '.');
        double value = Double.parseDouble(digits);
        return written.negative ? -value : value;
    }

    private Kind kind() {
        if (text.length() > LONGEST) {
            return Kind.WORD;
        }
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (PLACEHOLDERS.contains(word)) {
            return Kind.PLACEHOLDER;
        }
        core = plainCharacters(text);
        if (NOT_FINITE.contains(word) || NOT_FINITE.contains(core.startsWith("-") ? word.substring(1) : word)) {
            return Kind.NOT_FINITE;
        }
        brackets();
        sign();
        mark();
        sign();
        signBehind();
        var groups = BY_SPACE.matcher(core);
        if (groups.matches()) {
            core = groups.group(1) + groups.group(2).replace(" ", "").replace("'", "") + groups.group(3);
        }
        if (core.isEmpty() || core.charAt(0) == '+' || core.charAt(0) == '-') {
            return Kind.WORD;
        }
        if (BY_COMMA.matcher(core).matches()) {
            return Kind.GROUPED_BY_COMMA;
        }
        return BY_POINT.matcher(core).matches() ? Kind.GROUPED_BY_POINT : NumberText.kind(core);
    }

    /** In ASCII: decimal digits of any script, minus signs, apostrophes, and one blank for each kind of space. */
    private static String plainCharacters(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(switch (c) {
                case '\u2212', '\uff0d', '\u2010', '\u2011', '\u2013' -> '-';
                case '\uff0b' -> '+';
                case '\uff0e' -> '.';
                case '\uff0c' -> ',';
                case '\u2019', '\u02bc' -> '\'';
                case '\uff05' -> '%';
                case '\u00a0', '\u2007', '\u2009', '\u202f', '\u3000', '\t' -> ' ';
                default -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? (char) ('0' + Character.digit(c, 10)) : c;
            });
        }
        return plain.toString().strip();
    }

    private void brackets() {
        if (core.length() > 2 && core.startsWith("(") && core.endsWith(")")) {
            core = core.substring(1, core.length() - 1).strip();
            negative = signed = true;
        }
    }

    private void sign() {
        if (!signed && !core.isEmpty() && (core.charAt(0) == '-' || core.charAt(0) == '+')) {
            negative = core.charAt(0) == '-';
            signed = true;
            core = core.substring(1).strip();
        }
    }

    private void signBehind() {
        if (!signed && core.length() > 1 && core.endsWith("-")) {
            negative = signed = true;
            core = core.substring(0, core.length() - 1).strip();
        }
    }

    private void mark() {
        int end = core.length();
        if (end > 1 && isMark(core.charAt(end - 1), true)) {
            mark = core.charAt(end - 1);
            core = core.substring(0, end - 1).strip();
        } else if (end > 1 && isMark(core.charAt(0), false)) {
            mark = core.charAt(0);
            core = core.substring(1).strip();
        } else if (end > 3 && CURRENCIES.contains(core.substring(end - 3))) {
            mark = core.substring(end - 3).hashCode();
            core = core.substring(0, end - 3).strip();
        } else if (end > 3 && CURRENCIES.contains(core.substring(0, 3))) {
            mark = core.substring(0, 3).hashCode();
            core = core.substring(3).strip();
        }
    }

    private static boolean isMark(char c, boolean behind) {
        return behind && c == '%' || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }
}
