package dev.descent.dataset.format;

import java.nio.charset.StandardCharsets;

/**
 * Takes rows cell by cell, so that no row, however long, is ever an object. A cell that is not given is missing.
 * Columns count from 0; a column beyond those known so far is a new one.
 */
public interface RowSink {

    void number(int column, double value);

    /** A word: a category whatever it looks like, unless the column was declared numeric. */
    void text(int column, String value);

    /** Characters of a text file: a number or a category, as the column's other cells decide. The buffer is the caller's. */
    void raw(int column, char[] buffer, int offset, int length);

    /** A word or a number in UTF-8, of a column that was decided to be categorical. The buffer is the caller's. */
    default void utf8(int column, byte[] buffer, int offset, int length) {
        var text = new String(buffer, offset, length, StandardCharsets.UTF_8).toCharArray();
        raw(column, text, 0, text.length);
    }

    /**
     * @param line where the row stands, as {@link RowSource#pointer} understands it
     * @return whether another row is wanted
     */
    boolean endRow(long line);
}
