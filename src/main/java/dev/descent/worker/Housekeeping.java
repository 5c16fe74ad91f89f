package dev.descent.worker;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import dev.descent.run.Claims;
import dev.descent.run.RunQueue;
import dev.descent.support.QuietExecutors;
import dev.descent.support.SteadyClock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a node sees to again and again: the runs that train here, their turns, the entries of the queue, and the time. */
@Component
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long MEND_SECONDS = 30;
    private static final long TIDY_SECONDS = 10;
    /** Well within a lease: a machine that was suspended must not live in the past for long. */
    private static final long CLOCK_SECONDS = 5;

    private final Watch watch;
    private final TimeSlices slices;
    private final RunQueue queue;
    private final Claims claims;
    private final SteadyClock clock;
    private final PreparedRows rows;
    private final long watchMillis;
    private final ScheduledExecutorService executor = QuietExecutors.scheduled("worker-watch", 2);

    Housekeeping(Watch watch, TimeSlices slices, RunQueue queue, Claims claims, SteadyClock clock, PreparedRows rows, DbSchedulerProperties engine) {
        this.watch = watch;
        this.slices = slices;
        this.queue = queue;
        this.claims = claims;
        this.clock = clock;
        this.rows = rows;
        this.watchMillis = Math.min(1000, Math.max(1, engine.getHeartbeatInterval().toMillis() / 2));
    }

    /** Two nodes that start together may add the same entry; the one that loses does not fail for it. */
    void mendOnce() {
        watched(queue::mend).run();
    }

    void begin() {
        executor.scheduleWithFixedDelay(watched(clock::synchronise), CLOCK_SECONDS, CLOCK_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(watched(queue::mend), MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(watched(claims::freeStrays), MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
    }

    /** On a node that trains. */
    void beginToWatch() {
        executor.scheduleWithFixedDelay(watched(watch::look), watchMillis, watchMillis, TimeUnit.MILLISECONDS);
        executor.scheduleWithFixedDelay(watched(rows::tidy), TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
        executor.scheduleWithFixedDelay(watched(slices::end), 1, 1, TimeUnit.SECONDS);
    }

    void end() {
        executor.shutdown();
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
