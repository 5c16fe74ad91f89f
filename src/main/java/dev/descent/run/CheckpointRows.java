package dev.descent.run;

import dev.descent.nn.train.CheckpointFormat;
import dev.descent.nn.train.CheckpointFormatException;
import dev.descent.run.CheckpointView.Kind;
import dev.descent.support.Ids;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The tables of checkpoints and their chunks. A checkpoint exists once its row does. */
@Repository
class CheckpointRows {

    private static final String SELECT = "select id, epoch, batch, kind, metrics, bytes, sha256, created_at, start_state, weights_only from run_checkpoint where run_id = ? ";

    /** So many megabytes are copied in one statement, which PostgreSQL breaks off after a while. */
    private static final int CHUNKS_AT_ONCE = 16;

    private final JdbcTemplate jdbc;
    private final Failpoint failpoint;
    private final Clock clock;

    CheckpointRows(JdbcTemplate jdbc, Failpoint failpoint, Clock clock) {
        this.jdbc = jdbc;
        this.failpoint = failpoint;
        this.clock = clock;
    }

    /**
     * @param start       whether it is what a fork began with, which is never pruned
     * @param weightsOnly whether it lacks what a training needs to go on with equal bits
     */
    record Row(String id, CheckpointView view, boolean start, boolean weightsOnly) {

        boolean endsEpoch() {
            return view.batch() == 0;
        }
    }

    /** Oldest first. */
    List<Row> of(String run) {
        return jdbc.query(SELECT + "order by id", (row, _) -> row(row), run);
    }

    Optional<Row> best(String run) {
        return jdbc.query(SELECT + "and kind = 'BEST'", (row, _) -> row(row), run).stream().findFirst();
    }

    /** In the transaction that surrounds the call. */
    void insertChunks(String run, CheckpointBytes checkpoint) {
        for (int index = 0; index < checkpoint.chunks(); index++) {
            insertChunk(run, checkpoint, index);
        }
    }

    /** Each chunk in a transaction of its own, but those that an earlier try has written. */
    void insertMissingChunks(String run, CheckpointBytes checkpoint) {
        var present = Set.copyOf(jdbc.queryForList("select chunk_index from run_checkpoint_chunk where checkpoint_id = ?", Integer.class, checkpoint.id()));
        for (int index = 0; index < checkpoint.chunks(); index++) {
            if (!present.contains(index)) {
                insertUnlessPresent(run, checkpoint, index);
            }
        }
    }

    /** The statement of a connection that died may have been finished meanwhile. */
    private void insertUnlessPresent(String run, CheckpointBytes checkpoint, int index) {
        try {
            insertChunk(run, checkpoint, index);
        } catch (DuplicateKeyException e) {
            // The same bytes.
        }
    }

    private void insertChunk(String run, CheckpointBytes checkpoint, int index) {
        failpoint.reached(index == 0 ? Failpoint.Place.BEFORE_CHUNKS : Failpoint.Place.BETWEEN_CHUNKS, run);
        jdbc.update("insert into run_checkpoint_chunk (checkpoint_id, chunk_index, run_id, data) values (?, ?, ?, ?)", checkpoint.id(), index, run, checkpoint.chunk(index));
    }

    void insert(String run, CheckpointBytes checkpoint, Kind kind) {
        var model = checkpoint.checkpoint().model();
        jdbc.update("insert into run_checkpoint (id, run_id, epoch, batch, kind, metrics, bytes, sha256, created_at, weights_only)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                checkpoint.id(), run, model.epoch(), checkpoint.checkpoint().batch(), kind.name(), MetricsText.write(model.metrics()), checkpoint.bytes().length, checkpoint.sha256(),
                clock.instant().atOffset(ZoneOffset.UTC), checkpoint.checkpoint().progress() == null);
    }

    /** Copies a state of another run: a fork owns what it starts from. */
    void copyStart(Row from, String run) {
        var id = Ids.next(CheckpointBytes.PREFIX);
        jdbc.update("insert into run_checkpoint (id, run_id, epoch, batch, kind, metrics, bytes, sha256, created_at, start_state, weights_only)"
                + " select ?, ?, epoch, batch, 'LATEST', metrics, bytes, sha256, created_at, true, weights_only from run_checkpoint where id = ?", id, run, from.id());
        int first = 0;
        while (copyChunks(from.id(), id, run, first) > 0) {
            first += CHUNKS_AT_ONCE;
        }
    }

    private int copyChunks(String from, String to, String run, int first) {
        return jdbc.update("insert into run_checkpoint_chunk (checkpoint_id, chunk_index, run_id, data)"
                + " select ?, chunk_index, ?, data from run_checkpoint_chunk where checkpoint_id = ? and chunk_index >= ? and chunk_index < ?",
                to, run, from, first, first + CHUNKS_AT_ONCE);
    }

    void demoteLatest(String run) {
        jdbc.update("update run_checkpoint set kind = 'PERIODIC' where run_id = ? and kind = 'LATEST'", run);
    }

    void remove(String id) {
        jdbc.update("delete from run_checkpoint where id = ?", id);
        jdbc.update("delete from run_checkpoint_chunk where checkpoint_id = ?", id);
    }

    boolean isPublished(String id) {
        return jdbc.queryForObject("select count(*) from run_checkpoint where id = ?", Integer.class, id) > 0;
    }

    /** The chunks of a checkpoint that never became visible. */
    void discard(String id) {
        jdbc.update("delete from run_checkpoint_chunk where checkpoint_id = ? and not exists (select 1 from run_checkpoint where id = ?)", id, id);
    }

    /** Chunks that were written before a crash and never became visible. */
    void removeUnpublished(String run) {
        jdbc.update("delete from run_checkpoint_chunk where run_id = ? and checkpoint_id not in (select id from run_checkpoint where run_id = ?)", run, run);
    }

    /** @throws CheckpointFormatException if it is damaged, or not the one that this row speaks of */
    CheckpointFormat.Content content(Row row) {
        return CheckpointFormat.open(bytes(row), row.view().sha256());
    }

    private byte[] bytes(Row row) {
        var bytes = new ByteArrayOutputStream((int) row.view().bytes());
        jdbc.query("select data from run_checkpoint_chunk where checkpoint_id = ? order by chunk_index", chunk -> {
            bytes.writeBytes(chunk.getBytes(1));
        }, row.id());
        return bytes.toByteArray();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("id"), new CheckpointView(row.getInt("epoch"), row.getInt("batch"), Kind.valueOf(row.getString("kind")),
                MetricsText.read(row.getString("metrics")), row.getLong("bytes"), row.getString("sha256"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()), row.getBoolean("start_state"), row.getBoolean("weights_only"));
    }
}
