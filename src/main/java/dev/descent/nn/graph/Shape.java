package dev.descent.nn.graph;

import dev.descent.nn.kernel.Panels;
import java.util.List;

/**
 * Logical sizes of a value. A row may be a number of positions (of an image, a signal, a sequence) with some columns at each: [B, positions, columns]
 * is stored as the matrix [positions·B, columns], one position after the other, so that what is done column by column need not know.
 *
 * @param perRow whether there is one such block for each row of the batch, written [B, …]
 * @param dims   sizes without the batch; none of a line: one number per row, [B], side by side in memory
 */
public record Shape(boolean perRow, List<Integer> dims) {

    public Shape {
        dims = List.copyOf(dims);
    }

    /** [B, width] */
    public static Shape rows(int width) {
        return new Shape(true, List.of(width));
    }

    /** [B, positions, columns]; a single position is none. */
    public static Shape rows(int positions, int columns) {
        return positions == 1 ? rows(columns) : new Shape(true, List.of(positions, columns));
    }

    /** [B] */
    public static Shape line() {
        return new Shape(true, List.of());
    }

    public boolean isLine() {
        return perRow && dims.isEmpty();
    }

    /** @throws IllegalArgumentException if they are not all of one shape */
    static Shape common(List<Node> nodes) {
        var shape = nodes.getFirst().shape();
        if (!nodes.stream().allMatch(node -> node.shape().equals(shape))) {
            throw new IllegalArgumentException("must be of one shape: " + nodes);
        }
        return shape;
    }

    public int positions() {
        return perRow && dims.size() == 2 ? dims.getFirst() : 1;
    }

    public int columns() {
        return dims.isEmpty() ? 1 : dims.getLast();
    }

    /** The same positions with other columns. */
    Shape withColumns(int columns) {
        return rows(positions(), columns);
    }

    public static Shape fixed(Integer... dims) {
        return new Shape(false, List.of(dims));
    }

    /**
     * Elements of one row, or of the whole where it is not per row.
     *
     * @throws ArithmeticException beyond the range of int
     */
    public int size() {
        int size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    /**
     * Elements in panels, padding included, for a batch of so many rows.
     *
     * @throws ArithmeticException if there are more than an array takes
     */
    public int panels(int rows) {
        return Math.toIntExact(elements(rows));
    }

    /** {@link #panels} of any size. */
    public long elements(int rows) {
        if (isLine()) {
            return Panels.size(rows);
        }
        if (perRow) {
            return (long) Panels.height(rows) * positions() * Panels.size(columns());
        }
        return dims.size() == 1 ? Panels.size(size()) : (long) Panels.height(dims.getFirst()) * Panels.size(size() / dims.getFirst());
    }

    @Override
    public String toString() {
        return isLine() ? "[B]" : perRow ? "[B, " + dims.toString().substring(1) : dims.toString();
    }
}
