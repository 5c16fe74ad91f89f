package dev.descent.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.descent.run.Claim;
import dev.descent.run.Claims;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/** What a queue entry does when it is due: it takes the best waiting run, whichever that is, and trains it in a free slot. */
@Component
class QueueTask {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration PAUSE_FOR_MEMORY = Duration.ofSeconds(1);
    /** Longer than most runs take, shorter than anybody waits gladly. */
    private static final Duration OVERTAKING = Duration.ofSeconds(20);

    private final Claims claims;
    private final TrainingJob job;
    private final ActiveRuns active;
    private final WorkerMetrics metrics;
    private final int maxAttempts;
    private final MemoryBudget memory;
    private final Queue<Slot> free;
    private final Clock clock;

    QueueTask(Claims claims, TrainingJob job, ActiveRuns active, WorkerMetrics metrics, WorkerProperties properties, Clock clock) {
        this.claims = claims;
        this.job = job;
        this.active = active;
        this.metrics = metrics;
        this.maxAttempts = properties.maxAttempts();
        this.memory = new MemoryBudget(properties.memory().toBytes(), OVERTAKING);
        this.free = new ConcurrentLinkedQueue<>(metrics.slots());
        this.clock = clock;
    }

    CompletionHandler<Void> execute(TaskInstance<Void> entry) {
        if (active.isDraining()) {
            return (complete, operations) -> operations.reschedule(complete, clock.instant());
        }
        var slot = free.remove();
        try {
            var claim = memory.claim(claims::first, bytes -> claims.next(entry.getId(), maxAttempts, bytes));
            claim.ifPresent(run -> train(run, entry.getId(), slot));
            // A run that goes back to the queue has a new entry of its own.
            return claim.isPresent() || !claims.isAnyWaiting() ? (_, operations) -> operations.remove() : laterAgain();
        } finally {
            free.add(slot);
        }
    }

    private void train(Claim claim, String entry, Slot slot) {
        try {
            metrics.claimed(claim.waited());
            job.run(claim, entry, slot);
        } finally {
            memory.release(claim);
        }
    }

    /** Runs wait, but none that fits beside those that train here, or none of a tenant that may train one more. */
    private CompletionHandler<Void> laterAgain() {
        memory.awaitRelease(PAUSE_FOR_MEMORY);
        return (complete, operations) -> operations.reschedule(complete, clock.instant());
    }

    /** It may have taken a run without having heard of it, or without having written down its end. */
    void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        free(complete, operations, PAUSE_AFTER_FAILURE);
    }

    /** Another node died in the middle. What trains here is not dead, whatever its heartbeats say after a jump of the time: the next one will do. */
    void died(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        if (!active.holds(complete.getExecution().taskInstance.getId())) {
            free(complete, operations, Duration.ZERO);
        }
    }

    /**
     * First the run, then the entry: db-scheduler commits what it writes at once, on a connection of its own.
     * An entry that is seen before its run waits is taken for one that is not needed any more.
     */
    private void free(ExecutionComplete complete, ExecutionOperations<Void> operations, Duration pause) {
        claims.abandon(complete.getExecution().taskInstance.getId());
        operations.reschedule(complete, clock.instant().plus(pause));
    }
}
