package dev.descent.run.stream;

import dev.descent.run.RunEvent;
import dev.descent.run.RunHistory;
import dev.descent.support.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to one run, for one who watches; used by one thread. */
public final class EventStream implements AutoCloseable {

    /** Of what came since the last look. */
    static final int PAGE = 500;
    /** Of what came before one began to watch. */
    private static final int STORED_PAGE = 2000;

    private final String run;
    private final RunHistory history;
    private final EventStreams.Place place;
    private final Optional<Thinning> thinning;
    private Tail tail;
    private long position;
    private boolean over;

    EventStream(String run, long after, RunHistory history, EventStreams.Place place, Optional<Thinning> thinning) {
        this.run = run;
        this.position = after;
        this.history = history;
        this.place = place;
        this.thinning = thinning;
    }

    /** The next events in order; none where none came in time, or where it {@link #isOver}. */
    public List<RunEvent> next(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            var events = thinned(read(end - System.nanoTime()));
            if (!events.isEmpty()) {
                return events;
            }
        } while (!isOver() && System.nanoTime() - end < 0);
        return List.of();
    }

    /** Whether nothing will come any more: the run has ended or is gone, or the service stops. */
    public boolean isOver() {
        return over || tail != null && tail.isClosed() && position >= tail.last();
    }

    private List<RunEvent> read(long nanos) {
        if (tail == null) {
            tail = place.take();
        }
        long patience = Math.min(Math.max(0, nanos), thinning.map(Thinning::nanosLeft).orElse(Long.MAX_VALUE));
        var events = tail.after(position, Duration.ofNanos(patience)).orElseGet(this::stored);
        if (!events.isEmpty()) {
            position = events.getLast().seq();
            over = events.getLast().type().equals(RunEvent.END);
        }
        return events;
    }

    private List<RunEvent> stored() {
        try {
            return history.events(run, position, STORED_PAGE).data();
        } catch (Problem deleted) {
            over = true;
            return List.of();
        }
    }

    private List<RunEvent> thinned(List<RunEvent> events) {
        return thinning.map(rate -> rate.pass(events)).orElse(events);
    }

    @Override
    public void close() {
        if (tail != null) {
            place.leave();
        }
    }
}
