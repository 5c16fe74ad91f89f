package dev.descent.nn.kernel;

/**
 * How the core stores a matrix [R,C]: in panels of 16 columns, {@code [C/16][height][16]}, where height is R rounded up to
 * 8. A panel's row is one vector of 512 bits, two of 256 or four of 128, so one layout serves every machine and the kernels
 * have no tails. Padding is always 0, but for the padding rows of a batch: they hold anything, are computed with the tile they
 * stand in, and reach no other row. A vector [N] is padded to 16.
 */
public final class Panels {

    /** Columns of a panel. */
    public static final int WIDTH = 16;
    /** Rows that the products compute at a time. */
    public static final int TILE = 8;

    private Panels() {}

    /** Rows rounded up to whole tiles. */
    public static int height(int rows) {
        return Math.ceilDiv(rows, TILE) * TILE;
    }

    /** Panels that hold so many columns. */
    public static int count(int columns) {
        return Math.ceilDiv(columns, WIDTH);
    }

    /** Elements of a vector with its padding. */
    public static int size(int columns) {
        return Math.multiplyExact(count(columns), WIDTH);
    }

    /** Elements of a matrix with its padding. */
    public static int size(int rows, int columns) {
        return Math.multiplyExact(height(rows), size(columns));
    }

    /** Where an element stands. */
    public static int index(int height, int row, int column) {
        return (column / WIDTH * height + row) * WIDTH + column % WIDTH;
    }

    /** Copies the first {@code rows} of panels of some height to [rows, columns] row-major, which begins at {@code to}. */
    public static void unpack(float[] panels, int height, int rows, int columns, float[] x, int to) {
        for (int row = 0; row < rows; row++) {
            for (int from = 0; from < columns; from += WIDTH) {
                System.arraycopy(panels, index(height, row, from), x, to + row * columns + from, Math.min(WIDTH, columns - from));
            }
        }
    }

    /** Fills panels [columns, rows] from [rows, columns] row-major. */
    public static void packTransposed(float[] x, int rows, int columns, float[] panels) {
        int height = height(columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                panels[index(height, column, row)] = x[row * columns + column];
            }
        }
    }

    /** The way back from {@link #packTransposed}. */
    public static void unpackTransposed(float[] panels, int rows, int columns, float[] x) {
        int height = height(columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                x[row * columns + column] = panels[index(height, column, row)];
            }
        }
    }

    /** Writes 0 into the padding columns of the rows that lie in [from, to) of a matrix with so many columns. */
    public static void clearPadding(float[] panels, int height, int columns, int from, int to) {
        int last = Math.max(from, (count(columns) - 1) * height * WIDTH);
        for (int row = last; columns % WIDTH != 0 && row < to; row += WIDTH) {
            for (int lane = columns % WIDTH; lane < WIDTH; lane++) {
                panels[row + lane] = 0f;
            }
        }
    }
}
