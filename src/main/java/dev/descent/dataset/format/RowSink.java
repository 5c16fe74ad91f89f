package dev.descent.dataset.format;

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

    /**
     * @param line where the row stands, as {@link RowSource#pointer} understands it
     * @return whether another row is wanted
     */
    boolean endRow(long line);
}
