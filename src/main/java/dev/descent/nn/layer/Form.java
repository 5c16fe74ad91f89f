package dev.descent.nn.layer;

import dev.descent.nn.graph.Shape;
import dev.descent.nn.kernel.Panels;
import dev.descent.nn.kernel.Positions;
import java.util.List;

/**
 * Logical sizes of what a layer gives for one row: [n]; [channels, rows, columns] of an image; [channels, length] of a signal; [time, features] of a
 * sequence. Row-major wherever it is one line of numbers.
 *
 * @param sequence whether the last size is that of the channels, as in a sequence, and not the first
 */
public record Form(List<Integer> dims, boolean sequence) {

    public Form {
        dims = List.copyOf(dims);
    }

    public static Form flat(int width) {
        return new Form(List.of(width), false);
    }

    public static Form of(Integer... dims) {
        return new Form(List.of(dims), false);
    }

    public static Form sequence(int steps, int features) {
        return new Form(List.of(steps, features), true);
    }

    public int rank() {
        return dims.size();
    }

    /** @throws ArithmeticException beyond the range of int */
    public int size() {
        return dims.stream().reduce(1, Math::multiplyExact);
    }

    public int channels() {
        return sequence ? dims.getLast() : dims.getFirst();
    }

    public int positions() {
        return size() / channels();
    }

    /** The numbers of one row of a value of this form, however it is stored, in order. */
    public void read(float[] panels, Shape stored, int height, int row, float[] out) {
        int positions = stored.positions();
        int columns = stored.columns();
        for (int p = 0; p < positions; p++) {
            for (int column = 0; column < columns; column++) {
                out[Positions.flat(positions, columns, !sequence, p, column)] = panels[Panels.index(positions * height, p * height + row, column)];
            }
        }
    }

    @Override
    public String toString() {
        return dims.toString();
    }
}
