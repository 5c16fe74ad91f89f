package dev.descent.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.descent.nn.kernel.Kernels;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import dev.descent.run.Claims;
import dev.descent.run.RunQueue;
import dev.descent.support.SteadyClock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Starts the workers last and stops them first: the requests of a shutdown are still answered while the runs are stored. */
@Component
class WorkerLifecycle implements SmartLifecycle, SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
    private static final long MEND_SECONDS = 30;

    private final Scheduler scheduler;
    private final ActiveRuns active;
    private final Watch watch;
    private final TimeSlices slices;
    private final Claims claims;
    private final RunQueue queue;
    private final JdbcTemplate jdbc;
    private final SteadyClock clock;
    private final boolean trains;
    private final long watchMillis;
    private final ScheduledExecutorService housekeeping = QuietExecutors.scheduled("worker-watch", 2);
    private volatile boolean running;

    WorkerLifecycle(Scheduler scheduler, ActiveRuns active, Watch watch, TimeSlices slices, Claims claims, RunQueue queue, JdbcTemplate jdbc, SteadyClock clock, WorkerProperties properties,
            DbSchedulerProperties engine) {
        this.scheduler = scheduler;
        this.active = active;
        this.watch = watch;
        this.slices = slices;
        this.claims = claims;
        this.queue = queue;
        this.jdbc = jdbc;
        this.clock = clock;
        this.trains = properties.slots() > 0 && engine.isEnabled();
        this.watchMillis = Math.min(1000, Math.max(1, engine.getHeartbeatInterval().toMillis() / 2));
    }

    /** H2 has locked its file, so whoever held a run before this process is dead. On other databases missing heartbeats tell. */
    @Override
    public void afterSingletonsInstantiated() {
        if (isEmbedded()) {
            int freed = claims.abandonAll();
            if (freed > 0) {
                LOG.info("{} runs of the process before were under way; they go on from their last checkpoints", freed);
            }
        }
        // Two nodes that start together may add the same entry; the one that loses does not fail for it.
        watched(queue::mend).run();
    }

    @Override
    public void start() {
        running = true;
        if (trains) {
            tellSpeed();
            scheduler.start();
            housekeeping.scheduleWithFixedDelay(watched(watch::look), watchMillis, watchMillis, TimeUnit.MILLISECONDS);
            housekeeping.scheduleWithFixedDelay(watched(slices::end), 1, 1, TimeUnit.SECONDS);
        }
        housekeeping.scheduleWithFixedDelay(watched(clock::synchronise), 1, 1, TimeUnit.MINUTES);
        housekeeping.scheduleWithFixedDelay(watched(queue::mend), MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        housekeeping.shutdown();
        active.drain();
        if (trains) {
            scheduler.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** An engine that has stopped does not start again; a context that is only paused, as tests do between classes, keeps it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /** A run was queued through this node: no need to wait for the next poll. */
    @TransactionalEventListener(fallbackExecution = true)
    void wakeUp(RunQueue.Waiting waiting) {
        if (trains && running) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    private static void tellSpeed() {
        if (!Kernels.hasVectorModule()) {
            LOG.warn("Runs train without vectors, with equal results but many times slower: start the JVM with --add-modules=jdk.incubator.vector");
        } else if (!Kernels.hasFusedMultiplyAdd()) {
            LOG.warn("Runs train without vectors, with equal results but many times slower: this machine has no fused multiply-add, or -XX:UseFMA or"
                    + " -XX:UseAVX keeps the JVM from using it");
        } else {
            LOG.info("Runs train with vectors of {} bits and fused multiply-add in hardware", Kernels.best().bits());
        }
    }

    private boolean isEmbedded() {
        return "H2".equals(jdbc.execute((ConnectionCallback<String>) connection -> connection.getMetaData().getDatabaseProductName()));
    }

    private static Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.warn("The database does not answer; it is asked again shortly: {}", e.getMessage());
            }
        };
    }
}
