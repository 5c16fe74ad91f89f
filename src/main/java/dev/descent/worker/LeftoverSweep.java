package dev.descent.worker;

import dev.descent.run.Leftovers;
import dev.descent.support.QuietExecutors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Removes what deleted runs leave behind: at once on the node that deleted them, and now and then what another one did not get to. */
@Component
class LeftoverSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverSweep.class);
    private static final long SECONDS = 30;

    private final Leftovers leftovers;
    private final ScheduledExecutorService executor = QuietExecutors.scheduled("leftovers", 1);
    private volatile boolean running;

    LeftoverSweep(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @Override
    public void start() {
        running = true;
        executor.scheduleWithFixedDelay(this::adopt, 0, 1, TimeUnit.HOURS);
        executor.scheduleWithFixedDelay(this::sweep, 0, SECONDS, TimeUnit.SECONDS);
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
    void left(Leftovers.Left left) {
        if (running) {
            executor.execute(this::sweep);
        }
    }

    private void adopt() {
        guarded(leftovers::adopt);
    }

    private void sweep() {
        guarded(() -> {
            boolean more = true;
            while (running && more) {
                more = leftovers.sweep();
            }
        });
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("What deleted runs left behind could not be removed; it is tried again later: {}", e.getMessage());
        }
    }
}
