package dev.descent.worker;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import dev.descent.run.Turns;
import dev.descent.worker.ActiveRuns.Active;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Has long runs make room for runs that wait and that no slot takes. */
@Component
class TimeSlices {

    private final ActiveRuns active;
    private final Turns turns;
    private final Duration slice;
    private final Duration untilTaken;

    TimeSlices(ActiveRuns active, Turns turns, WorkerProperties properties, DbSchedulerProperties engine) {
        this.active = active;
        this.turns = turns;
        this.slice = properties.timeSlice();
        // A free slot, wherever it is, looks at the queue within one interval.
        this.untilTaken = engine.getPollingInterval().multipliedBy(2);
    }

    /** One run gives way for each that waits; it is back in the queue at its next mini-batch. */
    void end() {
        if (!slice.isZero()) {
            var over = active.all().stream().filter(held -> held.control().hasHadItsTurn(slice))
                    .collect(Collectors.toMap(held -> held.claim().run(), Function.identity(), (held, _) -> held));
            if (!over.isEmpty()) {
                turns.leastUrgentFirst(over.keySet()).stream().takeWhile(run -> turns.promise(run, untilTaken)).map(over::get).map(Active::control)
                        .forEach(Control::giveWay);
            }
        }
    }
}
