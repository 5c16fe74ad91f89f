package dev.descent.dataset.storage;

import dev.descent.support.Problem;
import dev.descent.support.store.Durability;
import dev.descent.support.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The values of datasets in the database. Each write is a transaction of its own, short whatever the size of the dataset. */
@Component
public class ChunkStore {

    private static final int DELETED_AT_ONCE = 1000;

    private final JdbcTemplate jdbc;
    private final Storage storage;
    private final TransactionTemplate alone;

    ChunkStore(JdbcTemplate jdbc, Storage storage, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.storage = storage;
        this.alone = Durability.later(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    record Chunk(int column, byte[] data) {}

    /** @throws Problem storage-exhausted, also in the middle of a dataset */
    void writeChunks(String dataset, int chunkIndex, List<Chunk> chunks) {
        storage.mustHaveRoom();
        var rows = chunks.stream().map(chunk -> new Object[] {dataset, chunk.column(), chunkIndex, chunk.data()}).toList();
        alone.executeWithoutResult(status -> {
            jdbc.batchUpdate("insert into dataset_chunk (dataset_id, column_index, chunk_index, data) values (?, ?, ?, ?)", rows);
            jdbc.update("update dataset set touched_at = current_timestamp where id = ?", dataset);
        });
    }

    void writeCategories(String dataset, int column, List<byte[]> parts) {
        var rows = IntStream.range(0, parts.size()).mapToObj(part -> new Object[] {dataset, column, part, parts.get(part)}).toList();
        alone.executeWithoutResult(status ->
                jdbc.batchUpdate("insert into dataset_category (dataset_id, column_index, part_index, data) values (?, ?, ?, ?)", rows));
    }

    byte[] chunk(String dataset, int column, int chunkIndex) {
        return jdbc.queryForObject("select data from dataset_chunk where dataset_id = ? and column_index = ? and chunk_index = ?",
                byte[].class, dataset, column, chunkIndex);
    }

    List<byte[]> categories(String dataset, int column) {
        return jdbc.queryForList("select data from dataset_category where dataset_id = ? and column_index = ? order by part_index", byte[].class, dataset, column);
    }

    /** Whether this process is the only one that can have the database open. */
    public boolean isEmbedded() {
        return "H2".equals(jdbc.execute((ConnectionCallback<String>) connection -> connection.getMetaData().getDatabaseProductName()));
    }

    /** Removes everything of a dataset that nobody sees any more, its row last, in steps. One that is READY stays, whoever believes that it is not. */
    public void discard(String dataset) {
        int marked = alone.execute(status -> jdbc.update("update dataset set state = 'DELETED' where id = ? and state <> 'READY'", dataset));
        if (marked == 1) {
            removeAll(dataset);
        }
    }

    private void removeAll(String dataset) {
        var chunks = new ArrayList<Integer>();
        do {
            chunks.clear();
            chunks.addAll(jdbc.queryForList("select distinct column_index from dataset_chunk where dataset_id = ? order by column_index limit " + DELETED_AT_ONCE,
                    Integer.class, dataset));
            for (int column : chunks) {
                alone.executeWithoutResult(status -> jdbc.update("delete from dataset_chunk where dataset_id = ? and column_index = ?", dataset, column));
            }
        } while (!chunks.isEmpty());
        alone.executeWithoutResult(status -> {
            jdbc.update("delete from dataset_category where dataset_id = ?", dataset);
            jdbc.update("delete from dataset where id = ? and state <> 'READY'", dataset);
        });
    }
}
