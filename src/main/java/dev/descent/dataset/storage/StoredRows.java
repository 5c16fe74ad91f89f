package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.RowSink;
import java.util.List;

/** A stored dataset row by row, from one block of columns after the other. */
public final class StoredRows {

    private final StoredTable table;
    private final List<ColumnSummary> columns;
    private final int block;

    public StoredRows(Chunks chunks, List<ColumnSummary> columns) {
        this.table = new StoredTable(chunks, columns);
        this.columns = columns;
        this.block = chunks.chunkRows();
    }

    /** Feeds rows {@code offset} and following, at most {@code limit}, less where the dataset ends. */
    public void read(long offset, long limit, RowSink sink) {
        var schema = table.schema();
        long end = offset + Math.min(limit, Math.max(0, table.rows() - offset));
        for (long at = offset; at < end; at += block) {
            int count = (int) Math.min(block, end - at);
            var values = new Object[columns.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = columns.get(c).type() == ColumnType.NUMERIC ? table.numeric(c, (int) at, count) : table.codes(c, (int) at, count);
            }
            for (int r = 0; r < count; r++) {
                for (int c = 0; c < values.length; c++) {
                    if (values[c] instanceof double[] numbers) {
                        if (!Double.isNaN(numbers[r])) {
                            sink.number(c, numbers[r]);
                        }
                    } else if (((int[]) values[c])[r] >= 0) {
                        sink.text(c, schema.columns().get(c).categories().get(((int[]) values[c])[r]));
                    }
                }
                if (!sink.endRow(at + r)) {
                    return;
                }
            }
        }
    }
}
