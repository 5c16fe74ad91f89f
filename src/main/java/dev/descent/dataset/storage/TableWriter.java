package dev.descent.dataset.storage;

import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import dev.descent.dataset.storage.ChunkStore.Chunk;
import dev.descent.support.QuietExecutors;
import dev.descent.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Takes the rows of one dataset, writes them as chunks of columns and sums them up. Memory is bounded whatever their number. From the second block of rows
 * on one block is stored while the next one is filled.
 */
public final class TableWriter implements RowSink, AutoCloseable {

    private static final int BUFFERED_BYTES = 2 << 20;
    private static final int DICTIONARY_BYTES = 4 << 20;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int SAMPLED_BYTES = 2 << 20;
    private static final int MOST_CHUNK_ROWS = 65_536;
    private static final int FEWEST_CHUNK_ROWS = 128;

    /** @param storedBytes what the values take in the database */
    public record Stored(List<ColumnSummary> columns, long rows, long storedBytes, String sha256) {}

    private final ChunkStore store;
    private final String dataset;
    private final List<ColumnPlan> plan;
    private final ColumnWriter[] columns;
    private final int chunkRows;
    private final ChunkEncoder encoder = new ChunkEncoder();
    private long rows;
    private int buffered;
    private int turned;
    private ExecutorService behind;
    private Future<?> underWay;
    private int chunks;
    private long storedBytes;

    /** @param decimal separator of fractions in the texts to come */
    public TableWriter(ChunkStore store, String dataset, List<ColumnPlan> plan, char decimal) {
        this.store = store;
        this.dataset = dataset;
        this.plan = plan;
        this.chunkRows = chunkRows(plan.size());
        int sampled = Math.clamp(SAMPLED_BYTES / (Double.BYTES * Math.max(1, plan.size())), 32, 16_384);
        var budget = new Dictionary.Budget(DICTIONARY_BYTES);
        this.columns = plan.stream().map(column -> ColumnWriter.of(column, chunkRows, decimal, budget, sampled)).toArray(ColumnWriter[]::new);
    }

    /** Of values that are digested only. */
    public static TableWriter digesting(List<ColumnPlan> plan, char decimal) {
        return new TableWriter(null, null, plan, decimal);
    }

    public static int chunkRows(int columns) {
        return Math.clamp(BUFFERED_BYTES / (Double.BYTES * Math.max(1, columns)), FEWEST_CHUNK_ROWS, MOST_CHUNK_ROWS);
    }

    @Override
    public void number(int column, double value) {
        columns[column].number(buffered, value);
    }

    @Override
    public void text(int column, String value) {
        columns[column].text(buffered, value.toCharArray(), 0, value.length());
    }

    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        columns[column].text(buffered, buffer, offset, length);
    }

    @Override
    public void utf8(int column, byte[] buffer, int offset, int length) {
        columns[column].utf8(buffered, buffer, offset, length);
    }

    @Override
    public boolean endRow(long line) {
        rows++;
        buffered++;
        if (buffered == chunkRows) {
            turn();
            behind = behind == null ? QuietExecutors.fixed("import", 1) : behind;
            underWay = behind.submit(this::flush);
        }
        return true;
    }

    /** Nothing more is written. */
    @Override
    public void close() {
        if (behind != null) {
            behind.close();
        }
        encoder.close();
    }

    /** Writes what is left. Quantiles need the values in order, so each column is read once more. */
    public Stored finish() {
        var sha256 = digest();
        var summaries = new ArrayList<ColumnSummary>();
        for (int c = 0; c < columns.length; c++) {
            summaries.add(finish(c));
            columns[c] = null;
        }
        return new Stored(List.copyOf(summaries), rows, storedBytes, sha256);
    }

    /** SHA-256 over all that was given. */
    public String digest() {
        turn();
        if (turned > 0) {
            flush();
        }
        return sha256();
    }

    private ColumnSummary finish(int c) {
        return switch (columns[c]) {
            case NumericWriter numeric -> numeric.summary(new QuantileReader(new Chunks(store, dataset, rows, chunkRows), c, numeric.sample()).quantiles(numeric.present()));
            case CategoricalWriter categorical -> {
                var parts = categorical.dictionary();
                store.writeCategories(dataset, c, parts);
                storedBytes += parts.stream().mapToLong(part -> part.length).sum();
                yield categorical.summary();
            }
        };
    }

    /** Puts the block aside once the one before is stored. */
    private void turn() {
        await();
        for (var column : columns) {
            column.turn(buffered);
        }
        turned = buffered;
        buffered = 0;
    }

    private void await() {
        try {
            if (underWay != null) {
                underWay.get();
                underWay = null;
            }
        } catch (ExecutionException e) {
            underWay = null;
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a block is stored", e);
        }
    }

    private void flush() {
        var batch = new ArrayList<Chunk>();
        long bytes = 0;
        for (int c = 0; c < columns.length; c++) {
            var data = columns[c].flush(encoder);
            batch.add(new Chunk(c, data));
            bytes += data.length;
            if (bytes >= BATCH_BYTES || c == columns.length - 1) {
                write(batch);
                batch.clear();
                storedBytes += bytes;
                bytes = 0;
            }
        }
        chunks++;
    }

    private void write(List<Chunk> batch) {
        if (store != null) {
            store.writeChunks(dataset, chunks, batch);
        }
    }

    /** SHA-256 over the number of rows and, per column, its name, type and the SHA-256 of its values: IEEE bits, or length and UTF-8 of a text. */
    private String sha256() {
        var digest = Sha256.digest();
        digest.update(("rows " + rows + "\n").getBytes(StandardCharsets.UTF_8));
        for (int c = 0; c < columns.length; c++) {
            digest.update((plan.get(c).name() + "\0" + plan.get(c).type() + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(columns[c].digest());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
