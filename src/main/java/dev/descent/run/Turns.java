package dev.descent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Whose turn it is: the order of the queue, and which of the runs that train make room for those that wait. */
@Service
public class Turns {

    /** The order in which waiting runs are taken. */
    static final String ORDER = "priority desc, turn_at, id";

    /** A promise is kept within a mini-batch and the writing of a checkpoint; one that is older was made by somebody who died. */
    private static final Duration PROMISE = Duration.ofSeconds(10);

    private static final String PROMISED = "(promised_at is null or promised_at <= ?)";
    private static final String FIRST = "select id from run where status = 'QUEUED' and queued_at <= ? and " + PROMISED
            + " and priority >= (select priority from run where id = ?) order by " + ORDER + " limit 1";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Turns(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that train undisturbed, the one that should make room first at the front. */
    public List<String> leastUrgentFirst(Collection<String> training) {
        var marks = String.join(", ", Collections.nCopies(training.size(), "?"));
        return jdbc.queryForList("select id from run where status = 'RUNNING' and id in (" + marks + ") order by priority, turn_at desc, id desc", String.class,
                training.toArray());
    }

    /**
     * Promises the slot of a run to the best waiting one that is at least as urgent, if there is one that nobody made room for yet.
     * On several nodes only one of them succeeds.
     *
     * @param waiting a run that waits for less is about to be taken by a free slot
     */
    public boolean promise(String training, Duration waiting) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var stale = now.minus(PROMISE);
        return jdbc.update("update run set promised_at = ? where status = 'QUEUED' and " + PROMISED + " and id = (" + FIRST + ")",
                now, stale, now.minus(waiting), stale, training) == 1;
    }
}
