package dev.descent.nn.kernel;

import static dev.descent.nn.kernel.Panels.WIDTH;

import java.util.Arrays;

/** Between a row in one piece [R, n] and the same row position by position [R, positions, columns]: copies, the same on every machine. */
public final class Positions {

    private Positions() {}

    /** Column of the whole row at which an element stands: row-major by position and column, or by column and position. */
    public static int flat(int positions, int columns, boolean columnsFirst, int position, int column) {
        return columnsFirst ? column * positions + position : position * columns + column;
    }

    /** out [R, positions, columns] = x [R, n], padding included. */
    public static void spread(float[] x, float[] out, int height, int positions, int columns, boolean columnsFirst, int rowFrom, int rowTo) {
        for (int p = 0; p < positions; p++) {
            for (int column = 0; column < Panels.size(columns); column++) {
                int to = Panels.index(positions * height, p * height, column);
                int from = column < columns ? Panels.index(height, 0, flat(positions, columns, columnsFirst, p, column)) : -1;
                for (int row = rowFrom * WIDTH; row < rowTo * WIDTH; row += WIDTH) {
                    out[to + row] = from < 0 ? 0f : x[from + row];
                }
            }
        }
    }

    /** out [R, n] = x [R, positions, columns], the way back from {@link #spread}; the padding is left. */
    public static void flatten(float[] x, float[] out, int height, int positions, int columns, boolean columnsFirst, int rowFrom, int rowTo) {
        for (int p = 0; p < positions; p++) {
            for (int column = 0; column < columns; column++) {
                int from = Panels.index(positions * height, p * height, column);
                int to = Panels.index(height, 0, flat(positions, columns, columnsFirst, p, column));
                for (int row = rowFrom * WIDTH; row < rowTo * WIDTH; row += WIDTH) {
                    out[to + row] = x[from + row];
                }
            }
        }
    }

    /** out [R, columns] = one position of x, whole panels. */
    public static void take(float[] x, float[] out, int height, int positions, int position, int panels, int rowFrom, int rowTo) {
        for (int panel = 0; panel < panels; panel++) {
            System.arraycopy(x, ((panel * positions + position) * height + rowFrom) * WIDTH, out, (panel * height + rowFrom) * WIDTH, (rowTo - rowFrom) * WIDTH);
        }
    }

    /** out [R, positions, columns] = 0 but for one position, which is x [R, columns]. */
    public static void put(float[] x, float[] out, int height, int positions, int position, int panels, int rowFrom, int rowTo) {
        for (int panel = 0; panel < panels; panel++) {
            for (int p = 0; p < positions; p++) {
                int to = ((panel * positions + p) * height + rowFrom) * WIDTH;
                if (p == position) {
                    System.arraycopy(x, (panel * height + rowFrom) * WIDTH, out, to, (rowTo - rowFrom) * WIDTH);
                } else {
                    Arrays.fill(out, to, to + (rowTo - rowFrom) * WIDTH, 0f);
                }
            }
        }
    }

    /** out [R, positions, D] = the rows of a table [V, D] that x [R, positions] names by their numbers from 0. */
    public static void lookUp(float[] x, float[] table, int tableHeight, int entries, float[] out, int height, int positions, int panels, int rowFrom, int rowTo) {
        for (int p = 0; p < positions; p++) {
            for (int row = rowFrom; row < rowTo; row++) {
                int entry = entry(x[Panels.index(height, row, p)], entries);
                for (int panel = 0; panel < panels; panel++) {
                    System.arraycopy(table, (panel * tableHeight + entry) * WIDTH, out, ((panel * positions + p) * height + row) * WIDTH, WIDTH);
                }
            }
        }
    }

    /** The entries [entryFrom, entryTo) of the gradient of the table: sums of dy, position by position and row by row. */
    public static void lookUpGradient(float[] x, float[] dy, float[] out, int tableHeight, int entries, int height, int positions, int rows, Portion portion) {
        for (int panel = portion.panelFrom(); panel < portion.panelTo(); panel++) {
            Arrays.fill(out, (panel * tableHeight + portion.rowFrom()) * WIDTH, (panel * tableHeight + portion.rowTo()) * WIDTH, 0f);
        }
        for (int p = 0; p < positions; p++) {
            for (int row = 0; row < rows; row++) {
                int entry = entry(x[Panels.index(height, row, p)], entries);
                if (entry >= portion.rowFrom() && entry < portion.rowTo()) {
                    for (int panel = portion.panelFrom(); panel < portion.panelTo(); panel++) {
                        int from = ((panel * positions + p) * height + row) * WIDTH;
                        int to = (panel * tableHeight + entry) * WIDTH;
                        for (int lane = 0; lane < WIDTH; lane++) {
                            out[to + lane] += dy[from + lane];
                        }
                    }
                }
            }
        }
    }

    /** 0 in the rows of all panels. */
    public static void clear(float[] x, int height, int panels, int rowFrom, int rowTo) {
        for (int panel = 0; panel < panels; panel++) {
            Arrays.fill(x, (panel * height + rowFrom) * WIDTH, (panel * height + rowTo) * WIDTH, 0f);
        }
    }

    /** Adds one column to another, for the rows [rowFrom, rowTo) of columns that begin at the places given. */
    public static void addColumn(float[] x, int from, float[] out, int to, int rowFrom, int rowTo) {
        for (int row = rowFrom * WIDTH; row < rowTo * WIDTH; row += WIDTH) {
            out[to + row] += x[from + row];
        }
    }

    /** What is no number of an entry has been refused before; rows beyond the batch hold anything. */
    private static int entry(float number, int entries) {
        return Math.clamp((long) number, 0, entries - 1);
    }
}
