package dev.descent.run;

import dev.descent.support.store.Durability;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What deleted runs leave behind. Nobody sees it any more, so it is removed in short steps afterwards: a long run has a hundred thousand
 * epochs and gigabytes of checkpoints, and PostgreSQL breaks off a statement that takes long.
 */
@Service
public class Leftovers {

    private static final int ROWS_AT_ONCE = 2000;
    private static final int CHUNKS_AT_ONCE = 16;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate later;

    Leftovers(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.later = Durability.later(transactions);
    }

    /** Told to the housekeeping of this node once the deletion is committed. */
    public record Left() {}

    /** In the transaction that deletes the run. */
    void add(String run) {
        jdbc.update("insert into run_leftover (run_id) values (?)", run);
    }

    /** Takes one short step. @return whether there is more to do */
    public boolean sweep() {
        var runs = jdbc.queryForList("select run_id from run_leftover order by run_id limit 1", String.class);
        runs.forEach(run -> later.executeWithoutResult(_ -> step(run)));
        return !runs.isEmpty();
    }

    /** Finds what a worker wrote of a run that was deleted meanwhile, if it died before it could take that back. Looks at an index as a whole. */
    public void adopt() {
        later.executeWithoutResult(_ -> jdbc.update("insert into run_leftover (run_id) select distinct run_id from run_checkpoint_chunk chunk"
                + " where not exists (select 1 from run where run.id = chunk.run_id)"
                + " and not exists (select 1 from run_leftover leftover where leftover.run_id = chunk.run_id)"));
    }

    private void step(String run) {
        if (removeFirst(run, "run_epoch", "epoch") + removeFirst(run, "run_event", "seq") + removeCurves(run) + removeChunks(run) == 0) {
            List.of("run_checkpoint", "run_leftover").forEach(table -> jdbc.update("delete from " + table + " where run_id = ?", run));
        }
    }

    private int removeFirst(String run, String table, String number) {
        var first = jdbc.queryForObject("select min(" + number + ") from " + table + " where run_id = ?", Long.class, run);
        return first == null ? 0 : jdbc.update("delete from " + table + " where run_id = ? and " + number + " < ?", run, first + ROWS_AT_ONCE);
    }

    private int removeCurves(String run) {
        var keys = jdbc.query("select figure, first_epoch from run_curve where run_id = ? limit " + CHUNKS_AT_ONCE,
                (row, _) -> new Object[] {run, row.getString(1), row.getInt(2)}, run);
        jdbc.batchUpdate("delete from run_curve where run_id = ? and figure = ? and first_epoch = ?", keys);
        return keys.size();
    }

    private int removeChunks(String run) {
        var keys = jdbc.query("select checkpoint_id, chunk_index from run_checkpoint_chunk where run_id = ? limit " + CHUNKS_AT_ONCE,
                (row, _) -> new Object[] {row.getString(1), row.getInt(2)}, run);
        jdbc.batchUpdate("delete from run_checkpoint_chunk where checkpoint_id = ? and chunk_index = ?", keys);
        return keys.size();
    }
}
