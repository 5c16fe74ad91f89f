package dev.descent.run.stream;

import dev.descent.nn.loss.Metric;
import dev.descent.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets epochs through no faster than they can be drawn. Of those that come in between, the best so far and the last are kept and go
 * out together when it is time, or when something else happens, so that the order stays; one with a figure that is not finite goes at once.
 */
final class Thinning {

    private static final double PER_TURN = 2;

    private final Metric ranking;
    private final LongSupplier nanoTime;
    private final long turnNanos;
    private double bestValue = Double.NaN;
    private RunEvent best;
    private RunEvent last;
    private long due;

    /** @param maxRate epochs per second */
    Thinning(double maxRate, Metric ranking, LongSupplier nanoTime) {
        this.ranking = ranking;
        this.nanoTime = nanoTime;
        this.turnNanos = (long) (PER_TURN / maxRate * 1e9);
        this.due = nanoTime.getAsLong();
    }

    /** @param events in order; @return those that go out now, in order */
    List<RunEvent> pass(List<RunEvent> events) {
        var passing = new ArrayList<RunEvent>();
        for (RunEvent event : events) {
            if (event.epoch() == null || !event.epoch().hasFiniteFigures()) {
                takeKept(passing);
                passing.add(event);
            } else {
                keep(event);
            }
        }
        if (last != null && nanoTime.getAsLong() - due >= 0) {
            takeKept(passing);
            due = nanoTime.getAsLong() + turnNanos;
        }
        return passing;
    }

    /** Time until what is kept goes out; {@link Long#MAX_VALUE} where nothing is. */
    long nanosLeft() {
        return last == null ? Long.MAX_VALUE : Math.max(0, due - nanoTime.getAsLong());
    }

    private void keep(RunEvent event) {
        Double value = event.epoch().figure(ranking.label());
        if (value != null && ranking.improves(value, bestValue, 0)) {
            bestValue = value;
            best = event;
        }
        last = event;
    }

    private void takeKept(List<RunEvent> passing) {
        if (best != null && best != last) {
            passing.add(best);
        }
        if (last != null) {
            passing.add(last);
        }
        best = null;
        last = null;
    }
}
