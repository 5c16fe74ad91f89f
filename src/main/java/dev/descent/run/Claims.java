package dev.descent.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives runs to workers, and takes them back from workers that died. */
@Service
public class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    /** Held for a queue entry that is gone, or that nobody works on. A worker has its entry before it takes a run, and gives it back after. */
    private static final String STRAYS = "select id, attempt from run where status in ('RUNNING', 'CANCELLING', 'PAUSING') and not exists"
            + " (select 1 from scheduled_tasks entry where entry.task_name = ? and entry.task_instance = run.queue_entry and entry.picked)";

    private final RunRepository runs;
    private final FairChoice choice;
    private final RunRecords records;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Set<Candidate> strays = Set.of();

    Claims(RunRepository runs, FairChoice choice, RunRecords records, JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.runs = runs;
        this.choice = choice;
        this.records = records;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Candidate(String id, int attempt) {}

    /** A run in the queue. @param memoryBytes of the heap that it will take */
    public record Waiting(String run, long memoryBytes) {}

    /** The best waiting run whose tenant may train one more. */
    public Optional<Waiting> first() {
        return choice.first(Long.MAX_VALUE).map(run -> new Waiting(run.id(), run.memoryBytes()));
    }

    /** Whether any run waits, be it for its tenant's others to end. */
    public boolean isAnyWaiting() {
        return !jdbc.queryForList("select id from run where status = 'QUEUED' limit 1", String.class).isEmpty();
    }

    /** Takes the best waiting run, whatever memory it needs. */
    public Optional<Claim> next(String entry, int maxClaims) {
        return next(entry, maxClaims, Long.MAX_VALUE);
    }

    /**
     * Takes the best waiting run that fits.
     *
     * @param entry    name of the queue entry that asks; if its execution dies, {@link #abandon} finds the run by it
     * @param maxClaims claims in a row without a new checkpoint, after which a run fails instead of being tried again
     * @param memoryBytes of the heap that it may take
     */
    public Optional<Claim> next(String entry, int maxClaims, long memoryBytes) {
        for (var candidate = best(memoryBytes); candidate != null; candidate = best(memoryBytes)) {
            var chosen = candidate;
            var claim = transaction.execute(_ -> take(chosen, entry, maxClaims));
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    /** The execution of this queue entry died: what it held is free again, whoever may still think otherwise. */
    @Transactional
    public void abandon(String entry) {
        free(runs.idsHeldBy(entry, RunStatus.HELD), Run::abandon);
    }

    /** No worker lives but this one, which has only just begun: whatever is held is free again. */
    @Transactional
    public int abandonAll() {
        var held = runs.idsIn(RunStatus.HELD);
        free(held, Run::abandon);
        jdbc.update("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked");
        return held.size();
    }

    /** Frees the runs that are with nobody, whatever became of their entries: those that were so at the call before, too. */
    public synchronized void freeStrays() {
        var before = strays;
        strays = Set.copyOf(jdbc.query(STRAYS, Claims::candidate, RunQueue.TASK.getTaskName()));
        strays.stream().filter(before::contains).forEach(stray -> transaction.executeWithoutResult(_ -> freeStray(stray)));
    }

    private void freeStray(Candidate stray) {
        runs.lock(stray.id());
        if (!jdbc.query(STRAYS + " and id = ? and attempt = ?", Claims::candidate, RunQueue.TASK.getTaskName(), stray.id(), stray.attempt()).isEmpty()) {
            LOG.warn("Run {} was held by no worker any more; it is free again", stray.id());
            free(List.of(stray.id()), Run::abandon);
        }
    }

    private void free(Collection<String> ids, BiConsumer<Run, Instant> verb) {
        for (String id : ids) {
            var run = runs.lock(id).filter(found -> RunStatus.HELD.contains(found.status())).orElse(null);
            if (run != null) {
                verb.accept(run, clock.instant());
                records.checkpoints().removeUnpublished(id);
                records.events().write(run);
                if (run.status() == RunStatus.QUEUED) {
                    records.queue().wakeUp(run);
                }
            }
        }
    }

    private Candidate best(long memoryBytes) {
        return choice.first(memoryBytes).map(run -> new Candidate(run.id(), run.attempt())).orElse(null);
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Candidate(row.getString(1), row.getInt(2));
    }

    /** The claim is counted before any work is done: a run that kills the process is counted, too. */
    private Optional<Claim> take(Candidate candidate, String entry, int maxClaims) {
        int taken = jdbc.update("update run set status = 'RUNNING', attempt = attempt + 1, claims = claims + 1, queue_entry = ?"
                + " where id = ? and attempt = ? and status = 'QUEUED'", entry, candidate.id(), candidate.attempt());
        if (taken == 0) {
            return Optional.empty();
        }
        var run = runs.findById(candidate.id()).orElseThrow();
        choice.served(run.tenant());
        run.claimed(clock.instant());
        if (run.claims() > maxClaims) {
            run.fail(Failure.of(Failure.Code.MAX_ATTEMPTS, "The run was started " + maxClaims + " times in a row and never reached a checkpoint"), clock.instant());
        } else if (run.attempt() > 1) {
            records.checkpoints().removeUnpublished(run.id());
        }
        records.events().write(run);
        return run.status() == RunStatus.RUNNING ? Optional.of(claim(run)) : Optional.empty();
    }

    private Claim claim(Run run) {
        var recorded = new Claim.Recorded(run.course().epochsDone(), run.course().bestEpoch() == null ? 0 : run.course().bestEpoch(),
                run.course().bestValue() == null ? Double.NaN : run.course().bestValue());
        return new Claim(run.id(), run.attempt(), run.plan().datasetId(), run.plan().validationDatasetId(), run.plan().effectiveSpec(),
                run.lineage().inheritance(), recorded, run.plan().memoryBytes(), run.pauseAtEpoch(),
                Duration.between(run.queuedAt(), clock.instant()));
    }
}
