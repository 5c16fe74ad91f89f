package dev.descent.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.descent.run.Ending;
import dev.descent.run.Journal;
import dev.descent.run.LeaseLost;
import dev.descent.run.Writing;
import dev.descent.worker.ActiveRuns.Active;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks after the runs that train here: whether they are still this node's, whether somebody wants them to stop, and whether they move. */
@Component
class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Scheduler scheduler;
    private final ActiveRuns active;
    private final Lease lease;
    private final Journal journal;
    private final Duration patience;

    Watch(Scheduler scheduler, ActiveRuns active, Lease lease, Journal journal, WorkerProperties properties) {
        this.scheduler = scheduler;
        this.active = active;
        this.lease = lease;
        this.journal = journal;
        this.patience = properties.stallAfter();
    }

    /** Runs are trusted to be this node's only after the rows have said so: one that was lost is stopped, and never goes on first. */
    void look() {
        active.stopDisturbed();
        for (var execution : scheduler.getCurrentlyExecuting()) {
            var entry = execution.getTaskInstance().getId();
            active.all().stream().filter(run -> run.entry().equals(entry))
                    .forEach(run -> run.control().trust(lease.trusted(execution.getHeartbeatState())));
        }
        active.all().stream().filter(run -> run.control().isStalled(patience)).forEach(this::release);
    }

    /** The thread cannot be ended: it keeps its slot, and what it may still write is refused. Told once it is written: while the database is away it is tried each second. */
    private void release(Active run) {
        try {
            journal.write(run.claim(), new Writing(null, null, 1, new Ending.Stalled()));
        } catch (LeaseLost e) {
            LOG.warn("lease.lost: {}; this node writes nothing more about it", e.getMessage());
        }
        LOG.error("Run {} has made no progress for {}; it is released, and the thread that holds its slot stands at{}", run.claim().run(), patience,
                Arrays.stream(run.thread().getStackTrace()).map(frame -> "\n\tat " + frame).collect(Collectors.joining()));
        run.control().lose();
        active.remove(run.claim());
    }
}
