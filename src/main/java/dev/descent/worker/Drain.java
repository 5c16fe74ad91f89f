package dev.descent.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.stereotype.Component;

/** The time of a shutdown: one for the runs and the requests together. What the runs leave of it is for the requests under way. */
@Component
class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final ActiveRuns active;
    private final DefaultLifecycleProcessor lifecycle;
    private final Duration runs;
    private final Duration all;

    Drain(ActiveRuns active, DefaultLifecycleProcessor lifecycle, WorkerProperties properties, @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration all) {
        this.active = active;
        this.lifecycle = lifecycle;
        this.runs = properties.drain();
        this.all = all;
    }

    /** Returns once every run has been stored and let go of, or when the time is over. */
    void run(Scheduler scheduler) {
        long began = System.nanoTime();
        active.drain();
        // It waits for each of its executors in turn, twice for some: only from outside is there one limit.
        var stopping = Thread.ofPlatform().daemon().name("drain").start(scheduler::stop);
        if (!hasEnded(stopping)) {
            LOG.warn("{} runs could not be stored within {}; they go on from their last checkpoints", active.count(), runs);
        }
        long left = all.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        lifecycle.setTimeoutForShutdownPhase(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE, Math.max(1, left));
    }

    private boolean hasEnded(Thread stopping) {
        try {
            return stopping.join(runs);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
