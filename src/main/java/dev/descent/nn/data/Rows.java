package dev.descent.nn.data;

import dev.descent.nn.kernel.Panels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.DoubleUnaryOperator;

/**
 * A matrix [rows, width] of float32, row-major. Every row starts at a multiple of 16 floats, and the floats between two rows are zero.
 * Where the values lie, and until when, is decided by the {@link Scratch} that made it.
 */
public final class Rows {

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int LINE = Panels.WIDTH;

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

    /**
     * Puts rows of this matrix into the rows [rowFrom, rowTo) of {@link Panels}; the padding comes along.
     *
     * @param order  row i of the panels is {@code order[from + i]}; null takes {@code from + i} itself
     * @param height of the panels
     */
    public void gather(int[] order, int from, int rowFrom, int rowTo, float[] panels, int height) {
        for (int i = rowFrom; i < rowTo; i++) {
            long at = (order == null ? from + i : order[from + i]) * rowBytes;
            for (int to = i * LINE; to < panels.length; to += height * LINE) {
                MemorySegment.copy(values, FLOAT, at, panels, to, LINE);
                at += LINE * Float.BYTES;
            }
        }
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
