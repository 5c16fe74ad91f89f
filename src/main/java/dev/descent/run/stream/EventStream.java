package dev.descent.run.stream;

import dev.descent.run.RunEvent;
import dev.descent.run.RunHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens to one run, for one who watches; used by one thread. */
public final class EventStream implements AutoCloseable {

    private static final int PAGE = 500;

    private final String run;
    private final RunHistory history;
    private final Tail tail;
    private final Optional<Thinning> thinning;
    private final Runnable leave;
    private long position;
    private boolean over;

    EventStream(String run, long after, RunHistory history, Tail tail, Optional<Thinning> thinning, Runnable leave) {
        this.run = run;
        this.position = after;
        this.history = history;
        this.tail = tail;
        this.thinning = thinning;
        this.leave = leave;
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
        return over || tail.isClosed() && position >= tail.last();
    }

    private List<RunEvent> read(long nanos) {
        long patience = Math.min(Math.max(0, nanos), thinning.map(Thinning::nanosLeft).orElse(Long.MAX_VALUE));
        var events = tail.after(position, Duration.ofNanos(patience)).orElseGet(() -> history.events(run, position, PAGE).data());
        if (!events.isEmpty()) {
            position = events.getLast().seq();
            over = events.getLast().type().equals(RunEvent.END);
        }
        return events;
    }

    private List<RunEvent> thinned(List<RunEvent> events) {
        return thinning.map(rate -> rate.pass(events)).orElse(events);
    }

    @Override
    public void close() {
        leave.run();
    }
}
