package dev.descent.sweep;

import dev.descent.run.Trials;
import dev.descent.support.QuietExecutors;
import dev.descent.support.store.Durability;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves sweeps on: at once when one of their runs comes to rest on this node, and every few seconds whatever happened elsewhere. Nothing
 * depends on who does it, or how often.
 */
@Component
class SweepLeader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SweepLeader.class);
    private static final long SECONDS = 3;
    /** A sweep of many tiny trials is looked at now and then, not after each of them: a third of a thread's time at most is spent on that. */
    private static final int PAUSE_PER_STEP = 2;
    private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final SweepRepository repository;
    private final Progress progress;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = QuietExecutors.scheduled("sweeps", 1);
    private volatile boolean running;
    private volatile long stepNanos;

    SweepLeader(SweepRepository repository, Progress progress, PlatformTransactionManager transactions, Clock clock) {
        this.repository = repository;
        this.progress = progress;
        // What a power cut takes of a step is done again, and comes to the same.
        this.transaction = Durability.later(transactions);
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        executor.scheduleWithFixedDelay(this::lookAround, 0, SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for the step that is under way. */
    @Override
    public void stop() {
        running = false;
        executor.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void cameToRest(Trials.CameToRest run) {
        soon(run.sweep());
    }

    private void soon(String sweep) {
        if (running && expected.add(sweep)) {
            executor.schedule(() -> step(sweep), Math.min(MOST_PAUSE_NANOS, stepNanos * PAUSE_PER_STEP), TimeUnit.NANOSECONDS);
        }
    }

    private void lookAround() {
        guarded(() -> repository.idsIn(List.of(SweepStatus.RUNNING, SweepStatus.CANCELLING)).forEach(this::step));
    }

    private void step(String sweep) {
        expected.remove(sweep);
        if (!running) {
            return;
        }
        long began = System.nanoTime();
        guarded(() -> transaction.executeWithoutResult(_ -> repository.lock(sweep).filter(found -> !found.status().isTerminal()).ifPresent(this::advance)));
        stepNanos = System.nanoTime() - began;
    }

    private void advance(Sweep sweep) {
        if (sweep.status() == SweepStatus.CANCELLING && progress.cancel(sweep)) {
            soon(sweep.id());
        }
        if (progress.advance(sweep)) {
            sweep.end(clock.instant());
        }
    }

    /** Whatever is thrown, an error too, would be the end of all further looks. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("Sweeps could not be moved on; it is tried again within {} s: {}", SECONDS, e.toString());
        }
    }
}
