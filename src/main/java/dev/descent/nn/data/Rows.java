package dev.descent.nn.data;

import dev.descent.nn.kernel.Kernels;
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
    public void gather(Kernels kernels, int[] order, int from, int rowFrom, int rowTo, float[] panels, int height) {
        // A tile of rows at a time: several rows are on their way from memory at once, and the lines they go to are neighbours.
        for (int tile = rowFrom; tile < rowTo; tile += Panels.TILE) {
            int end = Math.min(rowTo, tile + Panels.TILE);
            for (int panel = 0; panel * LINE < width; panel++) {
                for (int i = tile; i < end; i++) {
                    int row = order == null ? from + i : order[from + i];
                    kernels.load(values, row * rowBytes + panel * LINE * Float.BYTES, panels, (panel * height + i) * LINE);
                }
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
