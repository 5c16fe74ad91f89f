package dev.descent.dataset.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes rows as CSV (RFC 4180, UTF-8, comma, line feed). A text that a spreadsheet would take for a formula gets a leading apostrophe. */
public final class CsvContent implements RowSink {

    private final CsvWriter csv;
    private final String[] row;
    private final String missing;

    public CsvContent(List<String> columns, OutputStream out) {
        // A missing value alone on its line is written as "": an empty line would be no row.
        this.missing = columns.size() == 1 ? "" : null;
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).quoteStrategy(new Quotes()).build(out, StandardCharsets.UTF_8);
        this.row = new String[columns.size()];
        Arrays.fill(row, missing);
        csv.writeRecord(columns.stream().map(CsvContent::harmless).toArray(String[]::new));
    }

    @Override
    public void number(int column, double value) {
        row[column] = NumberText.format(value);
    }

    @Override
    public void text(int column, String value) {
        row[column] = harmless(value);
    }

    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        text(column, new String(buffer, offset, length));
    }

    @Override
    public boolean endRow(long line) {
        csv.writeRecord(row);
        Arrays.fill(row, missing);
        return true;
    }

    public void finish() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String harmless(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** What was written as this text by {@link #harmless}. */
    static String original(String text) {
        return text.startsWith("'") && isFormula(text.substring(1)) ? text.substring(1) : text;
    }

    /** Also with apostrophes in front: each text has one way to be written, and each written one a single meaning. */
    private static boolean isFormula(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && "=+-@\t\r".indexOf(text.charAt(start)) >= 0 && !(start == 0 && NumberText.kind(text).isPlain());
    }

    /** An empty text, other than a missing one, and blanks that a reader would take for padding. */
    private static final class Quotes implements QuoteStrategy {

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.charAt(0) <= ' ' || value.charAt(value.length() - 1) <= ' ';
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }
    }
}
