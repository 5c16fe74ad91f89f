package dev.descent.nn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns rows of a table into the numbers that a network reads. The table is read column by column, so what it holds is first
 * set aside as columns, one number for each row; then these are put together row by row. Each step reads and writes in order, whatever the size.
 */
public final class RowEncoder {

    /** Stands for no category. */
    private static final float NONE = -1;

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
     * @throws DataException                if a value is missing that must not be, or leaves the range of float32
     * @throws java.io.UncheckedIOException if the scratch has no room
     */
    public Rows encode(List<Encoding> encodings, Scratch scratch) {
        return encode(encodings, scratch, DoubleUnaryOperator.identity());
    }

    /** @param last what becomes of a number or the index of a class after its encoding */
    public Rows encode(List<Encoding> encodings, Scratch scratch, DoubleUnaryOperator last) {
        try (var aside = scratch.another()) {
            var columns = aside.rows(encodings.size(), rows.length, (block, stride, first, count) -> {
                for (int c = 0; c < count; c++) {
                    encode(encodings.get(first + c), block, c * stride, last);
                }
            });
            int width = encodings.stream().mapToInt(Encoding::width).sum();
            return scratch.rows(rows.length, width, (block, stride, first, count) -> join(encodings, columns, first, count, block, stride));
        }
    }

    private static void join(List<Encoding> encodings, Rows columns, int first, int count, float[] block, int stride) {
        float[] part = new float[count];
        int at = 0;
        for (int c = 0; c < encodings.size(); c++) {
            columns.copyPart(c, first, count, part);
            if (encodings.get(c) instanceof Encoding.OneHot) {
                for (int i = 0; i < count; i++) {
                    if (part[i] != NONE) {
                        block[i * stride + at + (int) part[i]] = 1;
                    }
                }
            } else {
                for (int i = 0; i < count; i++) {
                    block[i * stride + at] = part[i];
                }
            }
            at += encodings.get(c).width();
        }
    }

    private void encode(Encoding encoding, float[] out, int from, DoubleUnaryOperator last) {
        switch (encoding) {
            case Encoding.Scaled scaled -> encode(scaled, out, from, last);
            case Encoding.OneHot oneHot -> encode(oneHot.column(), oneHot.categories(), NONE, 0, out, from);
            case Encoding.Index index -> encode(index.column(), index.categories(), 0, 1, out, from);
            case Encoding.Classes classes -> encode(classes, out, from, last);
        }
    }

    private void encode(Encoding.Scaled encoding, float[] out, int from, DoubleUnaryOperator last) {
        double[] values = table.numeric(encoding.column());
        for (int i = 0; i < rows.length; i++) {
            float encoded = encoding.encode(values[rows[i]]);
            if (!Float.isFinite(encoded)) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i]
                        + (Double.isNaN(values[rows[i]]) ? ": a value is missing" : ": " + values[rows[i]] + " is beyond float32"));
            }
            out[from + i] = (float) last.applyAsDouble(encoded);
        }
    }

    /** The number of each row's category, counted from {@code first}. */
    private void encode(String column, List<String> categories, float none, int first, float[] out, int from) {
        int[] original = table.codes(column);
        int[] codes = new TargetColumn(table.schema().find(column).orElseThrow().categories(), original).codesIn(categories);
        int unseen = 0;
        for (int i = 0; i < rows.length; i++) {
            out[from + i] = codes[rows[i]] < 0 ? none : codes[rows[i]] + first;
            unseen += codes[rows[i]] < 0 && original[rows[i]] >= 0 ? 1 : 0;
        }
        if (unseen > 0) {
            warnings.add("unknown-category: column \"" + column + "\" holds a category that training did not see in " + unseen
                    + (unseen == 1 ? " row" : " rows") + "; it counts as none of those it knows");
        }
    }

    private void encode(Encoding.Classes encoding, float[] out, int from, DoubleUnaryOperator last) {
        int[] codes = TargetColumn.of(table, encoding.column()).codesIn(encoding.labels());
        for (int i = 0; i < rows.length; i++) {
            if (codes[rows[i]] < 0) {
                throw new DataException("column \"" + encoding.column() + "\", row " + rows[i] + ": its class is missing or was not seen in training");
            }
            out[from + i] = (float) last.applyAsDouble(codes[rows[i]]);
        }
    }
}
