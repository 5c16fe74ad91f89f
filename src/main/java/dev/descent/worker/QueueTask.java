package dev.descent.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.descent.run.Claims;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a queue entry does when it is due: it takes the best waiting run, whichever that is, and trains it in a free slot. */
@Component
class QueueTask {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Claims claims;
    private final TrainingJob job;
    private final ActiveRuns active;
    private final WorkerMetrics metrics;
    private final int maxAttempts;
    private final Queue<Slot> free;
    private final TransactionTemplate transaction;
    private final Clock clock;

    QueueTask(Claims claims, TrainingJob job, ActiveRuns active, WorkerMetrics metrics, WorkerProperties properties, TransactionTemplate transaction, Clock clock) {
        this.claims = claims;
        this.job = job;
        this.active = active;
        this.metrics = metrics;
        this.maxAttempts = properties.maxAttempts();
        this.free = new ConcurrentLinkedQueue<>(metrics.slots());
        this.transaction = transaction;
        this.clock = clock;
    }

    CompletionHandler<Void> execute(TaskInstance<Void> entry) {
        if (active.isDraining()) {
            return (complete, operations) -> operations.reschedule(complete, clock.instant());
        }
        var slot = free.remove();
        try {
            claims.next(entry.getId(), maxAttempts).ifPresent(claim -> {
                metrics.claimed(claim.waited());
                job.run(claim, entry.getId(), slot);
            });
        } finally {
            free.add(slot);
        }
        // A run that goes back to the queue has a new entry of its own.
        return (_, operations) -> operations.remove();
    }

    void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, clock.instant().plus(PAUSE_AFTER_FAILURE));
    }

    /** Another node died in the middle: row and entry are set free together. */
    void died(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        transaction.executeWithoutResult(_ -> {
            claims.abandon(complete.getExecution().taskInstance.getId());
            operations.reschedule(complete, clock.instant());
        });
    }
}
