package dev.descent.export;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that a model is tried with: spread about the middle of each column as training saw it, every category in turn, and one row of
 * missing values where these are accepted. Made of what the state itself knows, so they are there for as long as it is.
 */
final class GoldenRows {

    private static final int ROWS = 32;

    private GoldenRows() {}

    /** @param entries of an embedding that reads numbers; null where there is none */
    static Table of(List<Encoding> features, Integer entries) {
        var table = new MemoryTable(ROWS);
        for (int column = 0; column < features.size(); column++) {
            switch (features.get(column)) {
                case Encoding.Scaled scaled -> table.with(scaled.column(), numbers(scaled, column, entries));
                case Encoding.OneHot oneHot -> table.with(oneHot.column(), categories(oneHot.categories(), column));
                case Encoding.Index index -> table.with(index.column(), categories(index.categories(), column));
                case Encoding.Classes classes -> throw new IllegalStateException(classes.column() + " is a target");
            }
        }
        return table;
    }

    private static double[] numbers(Encoding.Scaled scaled, int column, Integer entries) {
        double[] numbers = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean missing = row == ROWS - 1 && !Double.isNaN(scaled.missing());
            double spread = ((row * 7 + column * 3) % 13 - 6) / 3.0;
            numbers[row] = missing ? Double.NaN : entries != null ? (row * 5 + column) % entries : scaled.shift() + scaled.scale() * spread;
        }
        return numbers;
    }

    private static List<String> categories(List<String> known, int column) {
        var categories = new ArrayList<String>();
        for (int row = 0; row < ROWS; row++) {
            categories.add(row == ROWS - 1 || known.isEmpty() ? null : known.get((row + column) % known.size()));
        }
        return categories;
    }
}
