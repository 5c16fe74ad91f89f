package dev.descent.nn.graph;

import dev.descent.nn.kernel.Links;

/** A window that slides over rows and columns of positions, both numbered row-major; a place in it is a tap. */
public record Window(Axis rows, Axis columns) {

    /** Along one axis. */
    public static Window along(Axis axis) {
        return new Window(Axis.NONE, axis);
    }

    /** Each of so many positions sees the one before it, the first one none. */
    static Window before(int positions) {
        return along(new Axis(positions, positions, 1, 1, 1));
    }

    public int in() {
        return rows.in() * columns.in();
    }

    public int out() {
        return rows.out() * columns.out();
    }

    public int taps() {
        return rows.kernel() * columns.kernel();
    }

    /** The position that a tap of a window stands at; −1 for a zero at the border. */
    int source(int window, int tap) {
        int row = rows.source(window / columns.out(), tap / columns.kernel());
        int column = columns.source(window % columns.out(), tap % columns.kernel());
        return rows.holds(row) && columns.holds(column) ? row * columns.in() + column : -1;
    }

    /** Of the links at most. */
    long tableBytes() {
        return Math.multiplyExact(2L * Integer.BYTES, Math.multiplyExact((long) out(), taps()));
    }

    /** For each window its positions and taps. */
    Links forward() {
        return links(out(), (window, tap, source, table) -> table.add(window, source, tap));
    }

    /** For each position the windows that see it, and by which tap. */
    Links backward() {
        return links(in(), (window, tap, source, table) -> table.add(source, window, tap));
    }

    /** For each tap the positions that it sees, and from which window. */
    Links byTap() {
        return links(taps(), (window, tap, source, table) -> table.add(tap, source, window));
    }

    @FunctionalInterface
    private interface Visit {
        void link(int window, int tap, int source, Table table);
    }

    /** Counts on the first pass, fills on the second. */
    private static final class Table {

        private final int[] starts;
        private int[] first;
        private int[] second;
        private int[] next;

        Table(int results) {
            this.starts = new int[results + 1];
        }

        void add(int result, int one, int other) {
            if (next == null) {
                starts[result + 1]++;
            } else {
                first[next[result]] = one;
                second[next[result]++] = other;
            }
        }

        void counted() {
            for (int i = 1; i < starts.length; i++) {
                starts[i] += starts[i - 1];
            }
            first = new int[starts[starts.length - 1]];
            second = new int[first.length];
            next = starts.clone();
        }
    }

    private Links links(int results, Visit visit) {
        var table = new Table(results);
        visitAll(visit, table);
        table.counted();
        visitAll(visit, table);
        return new Links(table.starts, table.first, table.second);
    }

    private void visitAll(Visit visit, Table table) {
        for (int window = 0; window < out(); window++) {
            for (int tap = 0; tap < taps(); tap++) {
                int source = source(window, tap);
                if (source >= 0) {
                    visit.link(window, tap, source, table);
                }
            }
        }
    }
}
