package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.Arrays;

/** What the cells of one column look like, over all rows. */
final class ColumnEvidence {

    private static final int REMEMBERED = RowProblems.SHOWN;
    static final int SHORTEST_CODE = 4;

    private final long[] counts = new long[Kind.values().length];
    private final long[][] firstLines = new long[Kind.values().length][];
    private long words;
    private long codes;
    private int firstLength = -1;
    private boolean oneLength = true;
    private int mark;
    private int firstMark = -1;
    private long otherMarkLine;

    /** Whether another look at the texts of this column could still make it numeric. */
    boolean isUndecided() {
        return words == 0 && count(Kind.WORD) == 0;
    }

    /** What this text is, and how it is written: codes such as 01234 have one length and zeros in front. */
    Kind look(char[] text, int offset, int length) {
        var kind = WrittenNumber.kind(text, offset, length);
        mark = WrittenNumber.mark(text, offset, length);
        codes += kind == Kind.WHOLE && length >= SHORTEST_CODE && text[offset] == '0' ? 1 : 0;
        firstLength = firstLength < 0 ? length : firstLength;
        oneLength &= firstLength == length && kind == Kind.WHOLE;
        return kind;
    }

    private void marked(long line) {
        firstMark = firstMark < 0 ? mark : firstMark;
        otherMarkLine = otherMarkLine == 0 && firstMark != mark ? line : otherMarkLine;
    }

    boolean hasMarks() {
        return firstMark != -1 && firstMark != 0 || otherMarkLine > 0;
    }

    /** The first line whose number has another percent sign or currency than the first one, or none; 0 where all are alike. */
    long otherMarkLine() {
        return otherMarkLine;
    }

    void cell(Kind kind, long line) {
        if (kind.isNumber('.') || kind.isNumber(',')) {
            marked(line);
        }
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
        return isUndecided() && (present() == 0 || present() > count(Kind.NOT_FINITE) + count(Kind.PLACEHOLDER)) && !looksCoded();
    }

    /** Postal codes, account numbers: all of one length, some with a zero in front, which a number would lose. */
    boolean looksCoded() {
        return codes > 0 && oneLength;
    }

    /** Numbers with a comma that divides no groups, and none with such a point. */
    boolean needsComma() {
        return looksNumeric() && written(',') > 0 && written('.') == 0;
    }

    boolean needsPoint() {
        return looksNumeric() && written('.') > 0 && written(',') == 0;
    }

    boolean mayNeedComma() {
        return looksNumeric() && count(Kind.COMMA_OR_GROUP) > 0 && written('.') == 0;
    }

    /** Numbers that can only be read with this decimal separator. */
    long written(char decimal) {
        return decimal == ',' ? count(Kind.WITH_COMMA) + count(Kind.GROUPED_BY_POINT) : count(Kind.WITH_POINT) + count(Kind.GROUPED_BY_COMMA);
    }

    long numbers(char decimal) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.isNumber(decimal)).mapToLong(this::count).sum();
    }
}
