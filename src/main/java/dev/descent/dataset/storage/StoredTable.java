package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnType;
import dev.descent.nn.data.Labels;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import java.util.List;

/** A dataset in the database as the core reads it: a column is fetched and decoded when it is asked for. */
public final class StoredTable implements Table {

    private final Chunks chunks;
    private final List<ColumnSummary> columns;
    private final int rows;
    private Schema schema;

    public StoredTable(Chunks chunks, List<ColumnSummary> columns) {
        this.chunks = chunks;
        this.columns = columns;
        this.rows = Math.toIntExact(chunks.rows());
    }

    @Override
    public synchronized Schema schema() {
        if (schema == null) {
            schema = new Schema(columns.stream().map(this::column).toList());
        }
        return schema;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public double[] numeric(String column) {
        return numeric(indexOf(column, ColumnType.NUMERIC), 0, rows);
    }

    @Override
    public int[] codes(String column) {
        return codes(indexOf(column, ColumnType.CATEGORICAL), 0, rows);
    }

    /** Rows {@code offset} and following of a numeric column. */
    double[] numeric(int column, int offset, int count) {
        var values = new double[count];
        var buffer = new double[Math.min(chunks.chunkRows(), rows)];
        visit(offset, count, (chunk, from, to, at) -> {
            ChunkCodec.decode(chunks.data(column, chunk), buffer, 0, chunks.rowsOf(chunk));
            System.arraycopy(buffer, from, values, at, to - from);
        });
        return values;
    }

    /** As codes in the order of the schema's categories. */
    int[] codes(int column, int offset, int count) {
        var values = new int[count];
        var buffer = new int[Math.min(chunks.chunkRows(), rows)];
        var order = Labels.order(texts(column));
        var rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        visit(offset, count, (chunk, from, to, at) -> {
            ChunkCodec.decode(chunks.data(column, chunk), buffer, 0, chunks.rowsOf(chunk));
            for (int i = from; i < to; i++) {
                values[at + i - from] = buffer[i] < 0 ? -1 : rank[buffer[i]];
            }
        });
        return values;
    }

    private interface ChunkVisitor {
        /** Rows {@code from} to {@code to} of this chunk belong at {@code at} and following of the result. */
        void visit(int chunk, int from, int to, int at);
    }

    private void visit(int offset, int count, ChunkVisitor visitor) {
        int at = 0;
        while (at < count) {
            int chunk = (offset + at) / chunks.chunkRows();
            int from = (offset + at) % chunks.chunkRows();
            int to = Math.min(chunks.rowsOf(chunk), from + count - at);
            visitor.visit(chunk, from, to, at);
            at += to - from;
        }
    }

    private Schema.Column column(ColumnSummary column) {
        return switch (column.type()) {
            case NUMERIC -> new Schema.Column(column.name(), Schema.Type.NUMERIC, List.of(), column.missing());
            case CATEGORICAL -> {
                var texts = texts(columns.indexOf(column));
                yield new Schema.Column(column.name(), Schema.Type.CATEGORICAL, Labels.sorted(texts), column.missing());
            }
        };
    }

    private List<String> texts(int column) {
        return Dictionary.decode(chunks.categories(column));
    }

    private int indexOf(String name, ColumnType type) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name) && columns.get(i).type() == type) {
                return i;
            }
        }
        throw new IllegalArgumentException("There is no " + type + " column \"" + name + "\"");
    }
}
