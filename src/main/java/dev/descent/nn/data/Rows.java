package dev.descent.nn.data;

import dev.descent.nn.kernel.Panels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A matrix [rows, width] of float32 that stays as it was made, row-major. Every row starts at a multiple of 16 floats, and the floats
 * between two rows are zero.
 * Where the values lie, and until when, is decided by the {@link Scratch} that made it.
 */
public final class Rows {

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int LINE = Panels.WIDTH;

    private final MemorySegment values;
    private final int rows;
    private final int width;
    private final long rowBytes;

    /** @param values {@link #bytes} long */
    Rows(MemorySegment values, int rows, int width) {
        this.values = values;
        this.rows = rows;
        this.width = width;
        this.rowBytes = bytes(1, width);
    }

    /** What a matrix of this size takes, with what lies between its rows. */
    public static long bytes(long rows, int width) {
        return Math.multiplyExact(rows, (long) stride(width) * Float.BYTES);
    }

    /** Floats from the beginning of a row to the beginning of the next. */
    static int stride(int width) {
        return Math.ceilDiv(width, LINE) * LINE;
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

    /** Copies {@code count} values of a row, from {@code column} on, to the front of {@code target}. */
    void copyPart(int row, int column, int count, float[] target) {
        MemorySegment.copy(values, FLOAT, offset(row, column), target, 0, count);
    }

    private long offset(int row, int column) {
        return row * rowBytes + (long) column * Float.BYTES;
    }
}
