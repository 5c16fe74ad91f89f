package dev.descent.run;

import dev.descent.dataset.DatasetView;
import dev.descent.model.StoredModel;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * For many requests that are checked one after the other: a name means the same in all of them, and what one has read the next does not
 * read again. For one thread, and no longer than the requests.
 */
final class SharedReferences implements References {

    /** Of column values; what is beyond is read again each time. */
    private static final long MOST_BYTES = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);

    private final References stored;
    private final Map<String, Optional<DatasetView>> datasets = new HashMap<>();
    private final Map<String, Optional<StoredModel>> models = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();
    private long bytes;

    SharedReferences(References stored) {
        this.stored = stored;
    }

    @Override
    public Optional<DatasetView> dataset(String idOrName) {
        return datasets.computeIfAbsent(idOrName, stored::dataset);
    }

    @Override
    public Table table(DatasetView found) {
        return tables.computeIfAbsent(found.id(), _ -> new SharedTable(stored.table(found)));
    }

    @Override
    public Optional<StoredModel> model(String idOrName) {
        return models.computeIfAbsent(idOrName, stored::model);
    }

    private final class SharedTable implements Table {

        private final Table table;
        private final Map<String, double[]> numbers = new HashMap<>();
        private final Map<String, int[]> codes = new HashMap<>();
        private Schema schema;

        private SharedTable(Table table) {
            this.table = table;
        }

        @Override
        public Schema schema() {
            schema = schema == null ? table.schema() : schema;
            return schema;
        }

        @Override
        public int rows() {
            return table.rows();
        }

        @Override
        public double[] numeric(String column) {
            return kept(numbers, column, Double.BYTES, () -> table.numeric(column)).clone();
        }

        @Override
        public int[] codes(String column) {
            return kept(codes, column, Integer.BYTES, () -> table.codes(column)).clone();
        }

        private <T> T kept(Map<String, T> columns, String column, int bytesEach, Supplier<T> read) {
            var known = columns.get(column);
            if (known != null) {
                return known;
            }
            var values = read.get();
            long size = (long) rows() * bytesEach;
            if (bytes + size <= MOST_BYTES) {
                bytes += size;
                columns.put(column, values);
            }
            return values;
        }
    }
}
