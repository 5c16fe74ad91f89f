package dev.descent.worker;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepTimer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Meters that the training threads report each epoch to, and in which something happens to them. */
final class Trap extends SimpleMeterRegistry {

    private record Set(Predicate<Thread> victim, Runnable action) {}

    private final Queue<Set> traps = new ConcurrentLinkedQueue<>();

    /** The next training thread that ends an epoch does this. */
    void next(Runnable action) {
        next(_ -> true, action);
    }

    /** The next of these threads that ends an epoch does this. */
    void next(Predicate<Thread> victim, Runnable action) {
        traps.add(new Set(victim, action));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        return !id.getName().equals("descent.epoch") ? super.newTimer(id, statistics, pauses)
                : new StepTimer(id, Clock.SYSTEM, statistics, pauses, TimeUnit.SECONDS, Duration.ofMinutes(1).toMillis(), false) {
                    @Override
                    protected void recordNonNegative(long amount, TimeUnit unit) {
                        var trap = traps.peek();
                        if (trap != null && trap.victim().test(Thread.currentThread()) && traps.remove(trap)) {
                            trap.action().run();
                        }
                    }
                };
    }
}
