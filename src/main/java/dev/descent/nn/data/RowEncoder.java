package dev.descent.nn.data;

import java.util.ArrayList;
import java.util.List;

/** Turns rows of a table into the numbers that a network reads, column by column. */
public final class RowEncoder {

    private final Table table;
    private final int[] rows;
    private final List<String> warnings = new ArrayList<>();

    public RowEncoder(Table table, int[] rows) {
        this.table = table;
        this.rows = rows;
    }

    /** What encoding takes of the heap besides the columns of the table and the rows that it returns. */
    public static long heapBytes(long rows) {
        return rows * ColumnBlock.capacity(rows) * Float.BYTES;
    }

    /** What was accepted but is worth knowing, such as categories that training never saw. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * @return [rows, sum of the encodings' widths]
     * @throws DataException                if a value is missing that must not be, or leaves the range of float32
     * @throws java.io.UncheckedIOException if the scratch has no room
     */
    public Rows encode(List<Encoding> encodings, Scratch scratch) {
        var out = scratch.rows(rows.length, encodings.stream().mapToInt(Encoding::width).sum());
        var columns = new ColumnBlock(out);
        int from = 0;
        for (Encoding encoding : encodings) {
            switch (encoding) {
                case Encoding.Scaled scaled -> encode(scaled, columns, from);
                case Encoding.OneHot oneHot -> encode(oneHot, out, from);
                case Encoding.Classes classes -> encode(classes, columns, from);
            }
            from += encoding.width();
        }
        columns.flush();
        return out;
    }

    private void encode(Encoding.Scaled encoding, ColumnBlock out, int at) {
        double[] values = table.numeric(encoding.column());
        out.begin(at);
        for (int i = 0; i < rows.length; i++) {
            float encoded = encoding.encode(values[rows[i]]);
            if (!Float.isFinite(encoded)) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i]
                        + (Double.isNaN(values[rows[i]]) ? ": a value is missing" : ": " + values[rows[i]] + " is beyond float32"));
            }
            out.set(i, encoded);
        }
    }

    private void encode(Encoding.OneHot encoding, Rows out, int from) {
        int[] original = table.codes(encoding.column());
        int[] codes = new TargetColumn(table.schema().find(encoding.column()).orElseThrow().categories(), original).codesIn(encoding.categories());
        int unseen = 0;
        for (int i = 0; i < rows.length; i++) {
            if (codes[rows[i]] >= 0) {
                out.set(i, from + codes[rows[i]], 1f);
            } else if (original[rows[i]] >= 0) {
                unseen++;
            }
        }
        if (unseen > 0) {
            warnings.add("unknown-category: column \"" + encoding.column() + "\" holds a category that training did not see in " + unseen
                    + (unseen == 1 ? " row" : " rows") + "; it counts as none of those it knows");
        }
    }

    private void encode(Encoding.Classes encoding, ColumnBlock out, int at) {
        int[] codes = TargetColumn.of(table, encoding.column()).codesIn(encoding.labels());
        out.begin(at);
        for (int i = 0; i < rows.length; i++) {
            if (codes[rows[i]] < 0) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i] + ": its class is missing or was not seen in training");
            }
            out.set(i, codes[rows[i]]);
        }
    }
}
