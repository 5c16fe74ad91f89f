package dev.descent.nn.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.DoubleUnaryOperator;

/**
 * A matrix [rows, width] of float32, row-major. Every row starts at a multiple of 16 floats, and the floats between two rows are zero.
 * Where the values lie, and until when, is decided by the {@link Scratch} that made it.
 */
public final class Rows {

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int LINE = 16;

    private final MemorySegment values;
    private final int rows;
    private final int width;
    private final long rowBytes;

    /** @param values all zero, {@link #bytes} long */
    Rows(MemorySegment values, int rows, int width) {
        this.values = values;
        this.rows = rows;
        this.width = width;
        this.rowBytes = bytes(1, width);
    }

    /** What a matrix of this size takes, with what lies between its rows. */
    public static long bytes(long rows, int width) {
        return Math.multiplyExact(rows, (long) Math.ceilDiv(width, LINE) * LINE * Float.BYTES);
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return width;
    }

    /** Copies the rows {@code order[from … from+count−1]} to the front of {@code target} [count, width]. */
    public void gather(int[] order, int from, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            copyRow(order[from + i], target, i * width);
        }
    }

    /** Copies {@code count} rows from row {@code from} on to the front of {@code target} [count, width]. */
    public void copy(int from, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            copyRow(from + i, target, i * width);
        }
    }

    private void copyRow(int row, float[] target, int at) {
        MemorySegment.copy(values, FLOAT, row * rowBytes, target, at, width);
    }

    /** Not for hot code. */
    public float get(int row, int column) {
        return values.get(FLOAT, offset(row, column));
    }

    /** Replaces every value, but not what lies between the rows. */
    public void replaceAll(DoubleUnaryOperator operator) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column++) {
                set(row, column, (float) operator.applyAsDouble(get(row, column)));
            }
        }
    }

    void set(int row, int column, float value) {
        values.set(FLOAT, offset(row, column), value);
    }

    /** Sets {@code count} values of a row from {@code column} on. */
    void set(int row, int column, float[] source, int from, int count) {
        MemorySegment.copy(source, from, values, FLOAT, offset(row, column), count);
    }

    private long offset(int row, int column) {
        return row * rowBytes + (long) column * Float.BYTES;
    }
}
