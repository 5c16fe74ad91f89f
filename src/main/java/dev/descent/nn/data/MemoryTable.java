package dev.descent.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table held in memory: rows to predict, or a test's own data. */
public final class MemoryTable implements Table {

    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final Map<String, int[]> codes = new LinkedHashMap<>();
    private final List<Schema.Column> columns = new ArrayList<>();
    private final int rows;

    public MemoryTable(int rows) {
        this.rows = rows;
    }

    /** @param values [rows], NaN where missing */
    public MemoryTable with(String column, double... values) {
        numbers.put(column, sized(values.length, values));
        long missing = Arrays.stream(values).filter(Double::isNaN).count();
        columns.add(new Schema.Column(column, Schema.Type.NUMERIC, List.of(), missing));
        return this;
    }

    /** @param labels [rows], null where missing */
    public MemoryTable with(String column, List<String> labels) {
        var categories = Labels.sorted(labels);
        var index = Labels.index(categories);
        codes.put(column, sized(labels.size(), labels.stream().mapToInt(label -> label == null ? -1 : index.get(label)).toArray()));
        columns.add(new Schema.Column(column, Schema.Type.CATEGORICAL, categories, labels.stream().filter(label -> label == null).count()));
        return this;
    }

    private <T> T sized(int length, T values) {
        if (length != rows) {
            throw new IllegalArgumentException("the table has " + rows + " rows, the column " + length);
        }
        return values;
    }

    @Override
    public Schema schema() {
        return new Schema(List.copyOf(columns));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public double[] numeric(String column) {
        return numbers.get(column).clone();
    }

    @Override
    public int[] codes(String column) {
        return codes.get(column).clone();
    }
}
