package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * What stands before the header of a CSV file: Excel's {@code sep=;}, or lines of comment.
 *
 * @param lines     to be passed over
 * @param delimiter that {@code sep=} declares, null without
 * @param comments  whether lines that begin with # are comments further down, too
 */
record Preamble(int lines, String delimiter, boolean comments) {

    private static final int MARK = "sep=".length();

    static Preamble of(String sample) {
        var lines = sample.lines().limit(1000).toList();
        var first = lines.getFirst().replace("\"", "").strip();
        if (first.length() == MARK + 1 && first.regionMatches(true, 0, "sep=", 0, MARK)) {
            return new Preamble(1, first.substring(MARK), false);
        }
        int hashes = (int) lines.stream().takeWhile(line -> line.startsWith("#")).count();
        if (hashes == 0 || hashes == lines.size()) {
            return new Preamble(0, null, false);
        }
        return namesColumns(lines, hashes) ? new Preamble(hashes - 1, null, false) : new Preamble(hashes, null, true);
    }

    String without(String sample) {
        int at = 0;
        for (int i = 0; i < lines && at < sample.length(); i++) {
            while (at < sample.length() && sample.charAt(at) != '\n' && sample.charAt(at) != '\r') {
                at++;
            }
            at += sample.startsWith("\r\n", at) ? 2 : 1;
        }
        return sample.substring(Math.min(at, sample.length()));
    }

    /** The last of them is a header if it has as many fields as the line behind it, more than one, and that line has a number. */
    private static boolean namesColumns(List<String> lines, int hashes) {
        var both = lines.get(hashes - 1) + "\n" + lines.get(hashes) + "\n";
        return DialectGuess.fieldsAgree(both) && Arrays.stream(lines.get(hashes).split("[,;|\t]")).anyMatch(field -> NumberText.kind(field.strip()) != Kind.WORD);
    }
}
