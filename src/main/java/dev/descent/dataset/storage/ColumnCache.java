package dev.descent.dataset.storage;

import dev.descent.nn.data.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The schemas and decoded columns of small datasets that were read last: every submission reads the columns it names, and many name the same.
 * Datasets never change, so nothing in it is ever wrong.
 */
@Component
public class ColumnCache {

    private static final int LARGEST_COLUMN = 64 * 1024;
    /** What an object and a reference to it take besides its characters. */
    private static final long TEXT = 64;
    private static final long MOST_BYTES = Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 64);

    private record Key(String dataset, String column, Class<?> type) {}

    private record Entry(Object values, long bytes) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    double[] numbers(String dataset, String column, int rows, Supplier<double[]> read) {
        return copied(new Key(dataset, column, double[].class), (long) Double.BYTES * rows, read, double[]::clone);
    }

    int[] codes(String dataset, String column, int rows, Supplier<int[]> read) {
        return copied(new Key(dataset, column, int[].class), (long) Integer.BYTES * rows, read, int[]::clone);
    }

    Schema schema(String dataset, Supplier<Schema> read) {
        var key = new Key(dataset, "", Schema.class);
        var known = (Schema) find(key);
        if (known != null) {
            return known;
        }
        var schema = read.get();
        long size = schema.columns().stream().mapToLong(ColumnCache::bytes).sum();
        if (size <= LARGEST_COLUMN) {
            keep(key, new Entry(schema, size));
        }
        return schema;
    }

    /** Nothing of the dataset stays. */
    public synchronized void forget(String dataset) {
        entries.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey().dataset().equals(dataset);
            bytes -= gone ? entry.getValue().bytes() : 0;
            return gone;
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T copied(Key key, long size, Supplier<T> read, Function<T, T> copy) {
        if (size > LARGEST_COLUMN) {
            return read.get();
        }
        var known = (T) find(key);
        if (known != null) {
            return copy.apply(known);
        }
        var values = read.get();
        keep(key, new Entry(copy.apply(values), size));
        return values;
    }

    private static long bytes(Schema.Column column) {
        return TEXT + Character.BYTES * column.name().length() + column.categories().stream().mapToLong(text -> TEXT + Character.BYTES * text.length()).sum();
    }

    private synchronized Object find(Key key) {
        var entry = entries.get(key);
        return entry == null ? null : entry.values();
    }

    private synchronized void keep(Key key, Entry entry) {
        if (entries.put(key, entry) == null) {
            bytes += entry.bytes();
        }
        for (var oldest = entries.entrySet().iterator(); bytes > MOST_BYTES && oldest.hasNext(); ) {
            bytes -= oldest.next().getValue().bytes();
            oldest.remove();
        }
    }
}
