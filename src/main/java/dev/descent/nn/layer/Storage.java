package dev.descent.nn.layer;

import dev.descent.nn.graph.Shape;
import dev.descent.nn.kernel.Panels;
import java.util.List;

/** How the core keeps a tensor in panels: as the products read it. */
public sealed interface Storage {

    Shape shape();

    /** Where the i-th value of the tensor, row-major, stands in the panels. */
    int place(int i);

    /** One line of values; a single number is a line of one. */
    record Line(int width) implements Storage {

        @Override
        public Shape shape() {
            return Shape.fixed(width);
        }

        @Override
        public int place(int i) {
            return i;
        }
    }

    /** A matrix [rows, columns] as it stands: a table whose rows are looked up. */
    record Table(int rows, int columns) implements Storage {

        @Override
        public Shape shape() {
            return Shape.fixed(rows, columns);
        }

        @Override
        public int place(int i) {
            return Panels.index(Panels.height(rows), i / columns, i % columns);
        }
    }

    /** [out, in, taps] as [taps·in, out], by which what a window sees is multiplied; a plain matrix has one tap. */
    record Transposed(int out, int in, int taps) implements Storage {

        @Override
        public Shape shape() {
            return Shape.fixed(Math.multiplyExact(taps, in), out);
        }

        @Override
        public int place(int i) {
            int channel = i / taps % in;
            return Panels.index(Panels.height(taps * in), i % taps * in + channel, i / taps / in);
        }
    }

    /**
     * [gates·units, in] as [in, gates·block], each gate in panels of its own, so that the same unit of all gates stands at the same place of a panel.
     *
     * @param in 0 of a line [gates·units]
     */
    record Gates(int units, int gates, int in) implements Storage {

        @Override
        public Shape shape() {
            int columns = Math.multiplyExact(gates, Panels.size(units));
            return in == 0 ? Shape.fixed(columns) : Shape.fixed(in, columns);
        }

        @Override
        public int place(int i) {
            int row = in == 0 ? i : i / in;
            int column = row / units * Panels.size(units) + row % units;
            return in == 0 ? column : Panels.index(Panels.height(in), i % in, column);
        }
    }

    /** Of a plain line or matrix. */
    static Storage of(List<Integer> dims) {
        return switch (dims.size()) {
            case 0 -> new Line(1);
            case 1 -> new Line(dims.getFirst());
            default -> new Transposed(dims.get(0), dims.get(1), dims.stream().skip(2).reduce(1, Math::multiplyExact));
        };
    }
}
