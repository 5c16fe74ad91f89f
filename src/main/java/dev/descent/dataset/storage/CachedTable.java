package dev.descent.dataset.storage;

import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;

/** A table whose schema and small columns are fetched and decoded once for all who read them. */
public record CachedTable(Table table, String dataset, ColumnCache cache) implements Table {

    @Override
    public Schema schema() {
        return cache.schema(dataset, table::schema);
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public double[] numeric(String column) {
        return cache.numbers(dataset, column, rows(), () -> table.numeric(column));
    }

    @Override
    public int[] codes(String column) {
        return cache.codes(dataset, column, rows(), () -> table.codes(column));
    }
}
