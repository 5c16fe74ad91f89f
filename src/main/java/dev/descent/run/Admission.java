package dev.descent.run;

import dev.descent.support.Allowance;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Quotas;
import dev.descent.support.security.Tenant;
import dev.descent.support.store.Storage;
import org.springframework.stereotype.Component;

/** Whether more runs can be taken in. The queue is counted once a second at most, and what came since is added: a long queue costs no submission its time. */
@Component
class Admission {

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final RunQueue queue;
    private final Storage storage;
    private final RunUsage usage;
    private final Quotas quotas;
    private final long most;
    private long depth;
    private long countedAt = System.nanoTime() - FRESH_NANOS;

    Admission(RunQueue queue, Storage storage, RunUsage usage, Allowance allowance, Limits limits) {
        this.queue = queue;
        this.storage = storage;
        this.usage = usage;
        this.quotas = allowance.quotas();
        this.most = limits.queuedRuns();
    }

    /** @throws Problem quota-exceeded, queue-full, storage-exhausted */
    void admit() {
        admit(1);
    }

    /** All of them or none. @param queued how many line up at once; others may wait elsewhere. @throws Problem quota-exceeded, queue-full, storage-exhausted */
    void admit(int queued) {
        storage.mustHaveRoom();
        if (queued > 0 && !quotas.areNone()) {
            Quotas.check("waiting runs", quotas.queued(), usage.queued(Tenant.owner()), queued);
        }
        if (queued > 0 && depthWith(queued) > most) {
            throw new Problem(ProblemCode.QUEUE_FULL, "At most " + most + " runs wait at a time; retry later");
        }
    }

    private synchronized long depthWith(int more) {
        if (depth + more > most || System.nanoTime() - countedAt >= FRESH_NANOS) {
            depth = queue.depth();
            countedAt = System.nanoTime();
        }
        depth += more;
        return depth;
    }
}
