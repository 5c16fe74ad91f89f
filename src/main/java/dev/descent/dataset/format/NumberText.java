package dev.descent.dataset.format;

import java.util.Locale;

/** The one grammar of numbers in text: sign, digits, at most one separator, exponent. No hex, no suffixes, no thousands. */
public final class NumberText {

    /**
     * What a text is, whatever the decimal separator turns out to be. OR_GROUP: three digits behind the one separator, as in 1,234. GROUPED: separators that can only stand between
     * groups. TOO_LARGE: digits, but of a number beyond double. PLACEHOLDER: stands for a missing number.
     */
    public enum Kind {
        WHOLE, WITH_POINT, WITH_COMMA, POINT_OR_GROUP, COMMA_OR_GROUP, GROUPED_BY_POINT, GROUPED_BY_COMMA, TOO_LARGE, NOT_FINITE, PLACEHOLDER, WORD;

        /** Whether it is a finite number that is written plainly where the point is the decimal separator. */
        public boolean isPlain() {
            return this == WHOLE || this == WITH_POINT || this == POINT_OR_GROUP;
        }

        /** Whether it is a finite number where this is the decimal separator. */
        public boolean isNumber(char decimal) {
            return switch (this) {
                case WHOLE, POINT_OR_GROUP, COMMA_OR_GROUP -> true;
                case WITH_POINT, GROUPED_BY_COMMA -> decimal == '.';
                case WITH_COMMA, GROUPED_BY_POINT -> decimal == ',';
                case TOO_LARGE, NOT_FINITE, PLACEHOLDER, WORD -> false;
            };
        }
    }

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private NumberText() {}

    public static Kind kind(char[] text, int offset, int length) {
        int i = offset;
        int end = offset + length;
        if (i < end && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        int start = i;
        int digits = 0;
        char separator = 0;
        int separatorAt = 0;
        for (; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if ((c == '.' || c == ',') && separator == 0) {
                separator = c;
                separatorAt = i;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return namesNoFiniteNumber(text, start, end) ? Kind.NOT_FINITE : Kind.WORD;
        }
        boolean large = digits > 300;
        if (i < end && (text[i] == 'e' || text[i] == 'E')) {
            i++;
            if (i < end && (text[i] == '-' || text[i] == '+')) {
                i++;
            }
            int exponentStart = i;
            while (i < end && text[i] >= '0' && text[i] <= '9') {
                i++;
            }
            if (i == exponentStart) {
                return Kind.WORD;
            }
            large = true;
        }
        if (i != end) {
            return Kind.WORD;
        }
        if (large && Double.isInfinite(slowly(text, offset, length, separator))) {
            return Kind.TOO_LARGE;
        }
        if (separator != 0 && i - separatorAt == 4 && separatorAt - start <= 3 && separatorAt > start && text[start] != '0' && !large) {
            return separator == '.' ? Kind.POINT_OR_GROUP : Kind.COMMA_OR_GROUP;
        }
        return separator == 0 ? Kind.WHOLE : separator == '.' ? Kind.WITH_POINT : Kind.WITH_COMMA;
    }

    public static Kind kind(String text) {
        return kind(text.toCharArray(), 0, text.length());
    }

    /** What the cell of a file is: also numbers as people write them. */
    public static Kind kindInFile(char[] text, int offset, int length) {
        return WrittenNumber.kind(text, offset, length);
    }

    /** The nearest double, NaN of a placeholder. The text must be a number or a placeholder by {@link WrittenNumber#kind}; its decimal separator is {@code decimal}. */
    public static double parse(char[] text, int offset, int length, char decimal) {
        int i = offset;
        int end = offset + length;
        boolean negative = text[i] == '-';
        if (length == 1 && (text[i] < '0' || text[i] > '9')) {
            return slowly(text, offset, length, decimal);
        }
        if (negative || text[i] == '+') {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        boolean fraction = false;
        for (; i < end; i++) {
            char c = text[i];
            if (c == decimal) {
                fraction = true;
            } else if (c >= '0' && c <= '9' && digits < 18) {
                mantissa = mantissa * 10 + (c - '0');
                digits += mantissa == 0 ? 0 : 1;
                decimals += fraction ? 1 : 0;
            } else {
                return slowly(text, offset, length, decimal);
            }
        }
        // Both factors are exact doubles, so the one division rounds correctly (Clinger 1990, fast path).
        if (mantissa > 1L << 53 || decimals >= POWERS.length) {
            return slowly(text, offset, length, decimal);
        }
        double value = mantissa / POWERS[decimals];
        return negative ? -value : value;
    }

    /** The shortest text that reads back as the same double; whole numbers without a fraction. */
    public static String format(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return Double.toString(value);
    }

    private static double slowly(char[] text, int offset, int length, char decimal) {
        var string = new String(text, offset, length);
        return isPlain(string, decimal) ? Double.parseDouble(decimal == ',' ? string.replace(',', '.') : string) : WrittenNumber.parse(string, decimal);
    }

    private static boolean isPlain(String text, char decimal) {
        int separators = 0;
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            separators += c == decimal ? 1 : 0;
            digits |= c >= '0' && c <= '9';
            if (c != decimal && !(c >= '0' && c <= '9') && c != 'e' && c != 'E' && !((c == '-' || c == '+') && (i == 0 || (text.charAt(i - 1) | 32) == 'e'))) {
                return false;
            }
        }
        return digits && separators <= 1;
    }

    private static boolean namesNoFiniteNumber(char[] text, int start, int end) {
        if (end - start != 3 && end - start != 8) {
            return false;
        }
        var word = new String(text, start, end - start).toLowerCase(Locale.ROOT);
        return word.equals("nan") || word.equals("inf") || word.equals("infinity");
    }
}
