package dev.descent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Whose turn it is: the order of the queue, and which of the runs that train make room for those that wait. */
@Service
public class Turns {

    /** The order in which the waiting runs of a tenant are taken. They are of one status: H2 takes the index only if the order begins where it does. */
    static final String ORDER = "status, priority desc, turn_at, id";

    /** A promise is kept within a mini-batch and the writing of a checkpoint; one that is older was made by somebody who died. */
    private static final Duration PROMISE = Duration.ofSeconds(10);

    private static final String PROMISED = "(promised_at is null or promised_at <= ?)";
    private static final String PROMISING = "update run set promised_at = ? where status = 'QUEUED' and " + PROMISED + " and id = ";
    private static final String FIRST = "select id from run where status = 'QUEUED' and queued_at <= ? and " + PROMISED
            + " and priority >= (select priority from run where id = ?) order by " + ORDER + " limit 1";

    private final JdbcTemplate jdbc;
    private final FairChoice choice;
    private final Clock clock;

    Turns(JdbcTemplate jdbc, FairChoice choice, Clock clock) {
        this.jdbc = jdbc;
        this.choice = choice;
        this.clock = clock;
    }

    /** Those that train undisturbed, the one that should make room first at the front. */
    public List<String> leastUrgentFirst(Collection<String> training) {
        var marks = String.join(", ", Collections.nCopies(training.size(), "?"));
        return jdbc.queryForList("select id from run where status = 'RUNNING' and id in (" + marks + ") order by priority, turn_at desc, id desc", String.class,
                training.toArray());
    }

    /**
     * Promises the slot of a run to the best waiting one that is at least as urgent, or that is of a tenant which trains fewer, if there is
     * one that nobody made room for yet. On several nodes only one of them succeeds.
     *
     * @param waiting a run that waits for less is about to be taken by a free slot
     */
    public boolean promise(String training, Duration waiting) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var stale = now.minus(PROMISE);
        return jdbc.update(PROMISING + "(" + FIRST + ")", now, stale, now.minus(waiting), stale, training) == 1
                || ofFewer(training).filter(run -> jdbc.update(PROMISING + "? and queued_at <= ?", now, stale, run, now.minus(waiting)) == 1).isPresent();
    }

    /** The first run of another tenant that trains fewer. */
    private Optional<String> ofFewer(String training) {
        var mine = jdbc.queryForList("select tenant from run where id = ?", String.class, training).stream().findFirst();
        return mine.flatMap(tenant -> choice.first(Long.MAX_VALUE)
                .filter(run -> run.training() < choice.training().getOrDefault(tenant, 0L)).map(FairChoice.Candidate::id));
    }
}
