package dev.descent.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import dev.descent.nn.kernel.Kernels;
import dev.descent.run.RunQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Starts the workers last and stops them first: the requests of a shutdown are still answered while the runs are stored. */
@Component
class WorkerLifecycle implements SmartLifecycle, SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);

    private final Scheduler scheduler;
    private final Drain drain;
    private final Housekeeping housekeeping;
    private final Predecessor predecessor;
    private final boolean trains;
    private volatile boolean running;

    WorkerLifecycle(Scheduler scheduler, Drain drain, Housekeeping housekeeping, Predecessor predecessor, WorkerProperties properties, DbSchedulerProperties engine) {
        this.scheduler = scheduler;
        this.drain = drain;
        this.housekeeping = housekeeping;
        this.predecessor = predecessor;
        this.trains = properties.slots() > 0 && engine.isEnabled();
    }

    /** Before anybody can ask for runs. */
    @Override
    public void afterSingletonsInstantiated() {
        predecessor.letGo();
        housekeeping.mendOnce();
    }

    @Override
    public void start() {
        running = true;
        if (trains) {
            tellSpeed();
            scheduler.start();
            housekeeping.beginToWatch();
        }
        housekeeping.begin();
    }

    @Override
    public void stop() {
        running = false;
        housekeeping.end();
        if (trains) {
            drain.run(scheduler);
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
}
