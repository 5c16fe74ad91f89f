package dev.descent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.PriorityQueue;

/** Guesses when waiting runs start, from the speed of those that train now: as many at a time as train now. */
final class Forecast {

    private final PriorityQueue<Double> freeAfterSeconds = new PriorityQueue<>();
    private final double operationsPerSecond;
    private final Instant now;

    Forecast(Collection<Run> held, Instant now) {
        this.now = now;
        held.forEach(run -> freeAfterSeconds.add(known(RunView.remainingSeconds(run))));
        this.operationsPerSecond = held.stream().filter(run -> run.course().epochMillis() != null && run.course().epochMillis() > 0)
                .mapToDouble(run -> run.plan().operationsPerEpoch() * 1000 / run.course().epochMillis()).average().orElse(Double.NaN);
    }

    /** To be asked run by run in the order of the queue; null where nothing is known. */
    Instant startOfNext(Run run) {
        if (freeAfterSeconds.isEmpty() || Double.isNaN(operationsPerSecond)) {
            return null;
        }
        double start = freeAfterSeconds.remove();
        freeAfterSeconds.add(start + run.plan().operationsPerEpoch() * (run.plan().epochs() - run.course().epochsDone()) / Math.max(operationsPerSecond, 1));
        return now.plus(Duration.ofMillis((long) Math.min(1000 * start, 1e14)));
    }

    private static double known(Double seconds) {
        return seconds == null ? 0 : seconds;
    }
}
