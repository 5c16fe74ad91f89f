package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.Arrays;

/** What the cells of one column look like, over all rows. */
final class ColumnEvidence {

    private static final int REMEMBERED = RowProblems.SHOWN;

    private final long[] counts = new long[Kind.values().length];
    private final long[][] firstLines = new long[Kind.values().length][];
    private long words;

    void cell(Kind kind, long line) {
        int k = kind.ordinal();
        long n = counts[k]++;
        if (n < REMEMBERED) {
            firstLines[k] = firstLines[k] == null ? new long[4] : firstLines[k];
            if (n == firstLines[k].length) {
                firstLines[k] = Arrays.copyOf(firstLines[k], REMEMBERED);
            }
            firstLines[k][(int) n] = line;
        }
    }

    /** A cell that is a word by declaration of its format, not by its looks. */
    void declaredWord() {
        words++;
    }

    long count(Kind kind) {
        return counts[kind.ordinal()];
    }

    /** Lines of the first cells of this kind, at most {@value #REMEMBERED}. */
    long[] lines(Kind kind) {
        var lines = firstLines[kind.ordinal()];
        return lines == null ? new long[0] : Arrays.copyOf(lines, (int) Math.min(REMEMBERED, count(kind)));
    }

    long present() {
        return Arrays.stream(counts).sum();
    }

    /** A column of nothing but "nan" holds words; one number among them, even one beyond double, makes them numbers. */
    boolean looksNumeric() {
        return words == 0 && count(Kind.WORD) == 0 && (present() == 0 || present() > count(Kind.NOT_FINITE));
    }

    /** Numbers with a comma and none with a point. */
    boolean needsComma() {
        return looksNumeric() && count(Kind.WITH_COMMA) > 0 && count(Kind.WITH_POINT) == 0;
    }

    boolean needsPoint() {
        return looksNumeric() && count(Kind.WITH_POINT) > 0 && count(Kind.WITH_COMMA) == 0;
    }
}
