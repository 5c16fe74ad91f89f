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

    /** What was accepted but is worth knowing, such as categories that training never saw. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * @return [rows, sum of the encodings' widths]
     * @throws DataException if a value is missing that must not be, or leaves the range of float32
     */
    public float[] encode(List<Encoding> encodings) {
        int width = encodings.stream().mapToInt(Encoding::width).sum();
        float[] out = new float[Math.multiplyExact(rows.length, width)];
        int from = 0;
        for (Encoding encoding : encodings) {
            switch (encoding) {
                case Encoding.Scaled scaled -> encode(scaled, out, from, width);
                case Encoding.OneHot oneHot -> encode(oneHot, out, from, width);
                case Encoding.Classes classes -> encode(classes, out, from, width);
            }
            from += encoding.width();
        }
        return out;
    }

    private void encode(Encoding.Scaled encoding, float[] out, int from, int width) {
        double[] values = table.numeric(encoding.column());
        for (int i = 0; i < rows.length; i++) {
            float encoded = encoding.encode(values[rows[i]]);
            if (!Float.isFinite(encoded)) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i]
                        + (Double.isNaN(values[rows[i]]) ? ": a value is missing" : ": " + values[rows[i]] + " is beyond float32"));
            }
            out[i * width + from] = encoded;
        }
    }

    private void encode(Encoding.OneHot encoding, float[] out, int from, int width) {
        int[] codes = new TargetColumn(table.schema().find(encoding.column()).orElseThrow().categories(), table.codes(encoding.column()))
                .codesIn(encoding.categories());
        int[] original = table.codes(encoding.column());
        int unseen = 0;
        for (int i = 0; i < rows.length; i++) {
            if (codes[rows[i]] >= 0) {
                out[i * width + from + codes[rows[i]]] = 1f;
            } else if (original[rows[i]] >= 0) {
                unseen++;
            }
        }
        if (unseen > 0) {
            warnings.add("unknown-category: column \"" + encoding.column() + "\" holds a category that training did not see in " + unseen
                    + (unseen == 1 ? " row" : " rows") + "; it counts as none of those it knows");
        }
    }

    private void encode(Encoding.Classes encoding, float[] out, int from, int width) {
        int[] codes = TargetColumn.of(table, encoding.column()).codesIn(encoding.labels());
        for (int i = 0; i < rows.length; i++) {
            if (codes[rows[i]] < 0) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i] + ": its class is missing or was not seen in training");
            }
            out[i * width + from] = codes[rows[i]];
        }
    }
}
