package dev.descent.nn.data;

/** Collects neighbouring columns before it writes them, since writing one column touches every page that the rows lie in. */
final class ColumnBlock {

    private static final int MOST_COLUMNS = 16;
    private static final int MOST_FLOATS = 2 << 20;

    private final Rows out;
    private final int capacity;
    private final float[] values;
    private int first;
    private int columns;

    ColumnBlock(Rows out) {
        this.out = out;
        this.capacity = Math.min(capacity(out.rows()), Math.max(1, out.width()));
        this.values = new float[Math.multiplyExact(out.rows(), capacity)];
    }

    /** Columns that are collected at a time. */
    static int capacity(long rows) {
        return Math.clamp(MOST_FLOATS / Math.max(1, rows), 1, MOST_COLUMNS);
    }

    /** Opens a column of {@code out}; {@link #set} has to be called for each of its rows. */
    void begin(int column) {
        if (columns == capacity || column != first + columns) {
            flush();
            first = column;
        }
        columns++;
    }

    /** Sets a value of the column that was opened last. */
    void set(int row, float value) {
        values[row * capacity + columns - 1] = value;
    }

    void flush() {
        for (int row = 0; columns > 0 && row < out.rows(); row++) {
            out.set(row, first, values, row * capacity, columns);
        }
        columns = 0;
    }
}
