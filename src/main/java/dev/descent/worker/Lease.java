package dev.descent.worker;

import com.github.kagkarlsson.scheduler.HeartbeatState;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How long a run is this node's after a heartbeat of its queue entry, and for how much of that a worker relies on it. */
@Component
class Lease {

    /** The rest is for clocks that differ and threads that are late. */
    private static final double TRUSTED = 0.8;

    private final Duration duration;

    Lease(DbSchedulerProperties engine) {
        this.duration = engine.getHeartbeatInterval().multipliedBy(engine.getMissedHeartbeatsLimit());
    }

    /** From the last heartbeat on. */
    Duration trusted() {
        return trustedAfter(0);
    }

    /** From now on; negative where the last heartbeat is too long ago. */
    Duration trusted(HeartbeatState heartbeat) {
        return trustedAfter(heartbeat.getFractionDead());
    }

    private Duration trustedAfter(double gone) {
        return Duration.ofNanos((long) ((TRUSTED - gone) * duration.toNanos()));
    }
}
