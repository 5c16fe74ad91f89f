package dev.descent.run.stream;

import dev.descent.run.RunEvent;
import dev.descent.run.RunHistory;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The events of runs as they come. Whatever trains them, here or elsewhere, writes them into the database; one thread asks it for the
 * runs that somebody watches, a few times a second and only while somebody does.
 */
@Component
@EnableConfigurationProperties(StreamProperties.class)
public class EventStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);
    /** After the workers, so that the end of the drain is still seen, and before the server waits for its requests. */
    private static final int PHASE = DEFAULT_PHASE - 512;

    private final RunHistory history;
    private final int maximum;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition watched = lock.newCondition();
    private final Map<String, Watched> runs = new HashMap<>();
    private int open;
    private volatile boolean running;
    private Thread watching;

    EventStreams(RunHistory history, StreamProperties properties) {
        this.history = history;
        this.maximum = properties.maximum();
    }

    private record Watched(Tail tail, int watchers) {

        Watched oneMore() {
            return new Watched(tail, watchers + 1);
        }

        Watched oneLess() {
            return new Watched(tail, watchers - 1);
        }
    }

    /**
     * @param after   seq of the last event that is known
     * @param maxRate epochs per second that are wanted at most; null for all of them
     * @return empty where the run has ended and nothing came after that event
     * @throws Problem not-found; quota-exceeded; unavailable
     */
    public Optional<EventStream> open(String run, long after, Double maxRate) {
        var standing = history.standing(run);
        long known = Math.min(after, standing.lastSeq());
        if (standing.ended() && known == standing.lastSeq()) {
            return Optional.empty();
        }
        mustHaveRoom();
        var thinning = Optional.ofNullable(maxRate).map(rate -> new Thinning(rate, history.ranking(run), System::nanoTime));
        return Optional.of(new EventStream(run, known, history, new Place(this, run, standing.lastSeq()), thinning));
    }

    /** Of one who watches; it is taken once he does, so that none is kept for an answer that never begins. */
    record Place(EventStreams streams, String run, long lastSeq) {

        Tail take() {
            return streams.enter(run, lastSeq);
        }

        void leave() {
            streams.leave(run);
        }
    }

    private void mustHaveRoom() {
        lock.lock();
        try {
            if (!running) {
                throw new Problem(ProblemCode.UNAVAILABLE, "The service stops; ask again in a moment");
            }
            if (open >= maximum) {
                throw new Problem(ProblemCode.QUOTA_EXCEEDED, maximum + " event streams are open here, which is all there may be (descent.streams.maximum); close one or ask again later");
            }
        } finally {
            lock.unlock();
        }
    }

    private Tail enter(String run, long lastSeq) {
        lock.lock();
        try {
            open++;
            watched.signalAll();
            var tail = runs.merge(run, new Watched(new Tail(lastSeq), 1), (there, _) -> there.oneMore()).tail();
            if (!running) {
                tail.close();
            }
            return tail;
        } finally {
            lock.unlock();
        }
    }

    private void leave(String run) {
        lock.lock();
        try {
            open--;
            runs.computeIfPresent(run, (_, there) -> there.watchers() == 1 ? null : there.oneLess());
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        for (var tails = nextTails(0); running; tails = nextTails(BETWEEN_LOOKS_NANOS)) {
            try {
                look(tails);
            } catch (RuntimeException | Error e) {
                // Without this thread every stream would go on in silence.
                LOG.warn("The events of {} runs that are watched cannot be read; they are asked for again shortly", tails.size(), e);
                nextTails(AFTER_FAILURE_NANOS);
            }
        }
        endAll();
    }

    /** What the drain has written is still sent. */
    private void endAll() {
        var tails = nextTails(0);
        try {
            look(tails);
        } catch (RuntimeException e) {
            LOG.warn("The last events of {} runs that are watched cannot be read; whoever watches them gets them when the service is back", tails.size(), e);
        } finally {
            tails.values().forEach(Tail::close);
        }
    }

    /** After this time, and once there are any. */
    private Map<String, Tail> nextTails(long pauseNanos) {
        lock.lock();
        try {
            for (long left = pauseNanos; running && left > 0;) {
                left = await(left);
            }
            while (running && runs.isEmpty()) {
                await(AFTER_FAILURE_NANOS);
            }
            var tails = new HashMap<String, Tail>();
            runs.forEach((run, there) -> tails.put(run, there.tail()));
            return tails;
        } finally {
            lock.unlock();
        }
    }

    private long await(long nanos) {
        try {
            return watched.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return 0;
        }
    }

    private void look(Map<String, Tail> tails) {
        var lasts = history.lastSeqs(List.copyOf(tails.keySet()));
        tails.forEach((run, tail) -> {
            if (!lasts.containsKey(run)) {
                tail.close();
            } else if (lasts.get(run) > tail.last()) {
                long last = lasts.get(run);
                boolean few = last - tail.last() <= EventStream.PAGE;
                var events = few ? newest(run, tail) : List.<RunEvent>of();
                tail.grow(events.isEmpty() ? last : events.getLast().seq(), events);
            }
        });
    }

    /** None where the run was deleted meanwhile. */
    private List<RunEvent> newest(String run, Tail tail) {
        try {
            return history.events(run, tail.last(), EventStream.PAGE).data();
        } catch (Problem gone) {
            tail.close();
            return List.of();
        }
    }

    @Override
    public void start() {
        running = true;
        watching = Thread.ofPlatform().daemon().name("event-streams").start(this::watch);
    }

    /** Whoever watches comes back to another node, or to this one when it is there again, and goes on from the event it has seen last. */
    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            watched.signalAll();
        } finally {
            lock.unlock();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            watching.join(LAST_LOOK);
        } catch (InterruptedException e) {
            // Nobody here interrupts; a stranger's interrupt ends the waiting only.
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
