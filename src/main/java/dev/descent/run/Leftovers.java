package dev.descent.run;

import dev.descent.support.store.Durability;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What deleted runs leave behind. Nobody sees it any more, so it is removed in short steps afterwards: a long run has a hundred thousand epochs and more. */
@Service
public class Leftovers {

    private static final int EPOCHS_AT_ONCE = 2000;

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

    private void step(String run) {
        Integer first = jdbc.queryForObject("select min(epoch) from run_epoch where run_id = ?", Integer.class, run);
        if (first != null) {
            jdbc.update("delete from run_epoch where run_id = ? and epoch < ?", run, first + EPOCHS_AT_ONCE);
        } else {
            List.of("run_event", "run_checkpoint", "run_checkpoint_chunk", "run_leftover").forEach(table -> jdbc.update("delete from " + table + " where run_id = ?", run));
        }
    }
}
