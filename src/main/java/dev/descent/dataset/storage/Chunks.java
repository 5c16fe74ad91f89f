package dev.descent.dataset.storage;

import java.util.List;

/**
 * Where the values of a dataset are stored: its rows in blocks, each column of a block as a chunk of its own.
 *
 * @param chunkRows rows of every block but the last, which may have fewer
 */
public record Chunks(ChunkStore store, String dataset, long rows, int chunkRows) {

    int count() {
        return Math.toIntExact(Math.ceilDiv(rows, chunkRows));
    }

    int rowsOf(int chunk) {
        return (int) Math.min(chunkRows, rows - (long) chunk * chunkRows);
    }

    byte[] data(int column, int chunk) {
        return store.chunk(dataset, column, chunk);
    }

    /** The dictionary of a categorical column, in parts. */
    List<byte[]> categories(int column) {
        return store.categories(dataset, column);
    }
}
