package dev.descent.worker;

import dev.descent.run.Claim;
import dev.descent.run.Journal;
import dev.descent.run.Runs.StopRequested;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The runs that are prepared and trained on this node, and the way to reach them. */
@Component
class ActiveRuns {

    /**
     * A run on this node.
     *
     * @param entry  of the queue, whose heartbeats keep the run here
     * @param thread that trains it
     */
    record Active(Claim claim, String entry, Control control, Thread thread) {}

    private final ConcurrentMap<String, Active> active = new ConcurrentHashMap<>();
    private final Journal journal;
    private final KernelWarmUp warmUp;
    private volatile boolean draining;

    ActiveRuns(Journal journal, KernelWarmUp warmUp) {
        this.journal = journal;
        this.warmUp = warmUp;
    }

    /** Whoever asked it to stop before this call is heard as well. */
    void add(Active run) {
        warmUp.end();
        active.put(run.claim().run(), run);
        if (draining) {
            run.control().stop();
        }
        stopIfDisturbed(run);
    }

    void remove(Claim claim) {
        active.computeIfPresent(claim.run(), (_, held) -> held.claim().equals(claim) ? null : held);
    }

    int count() {
        return active.size();
    }

    /** Whether the execution of this queue entry is under way on this node. */
    boolean holds(String entry) {
        return active.values().stream().anyMatch(run -> run.entry().equals(entry));
    }

    List<Active> all() {
        return List.copyOf(active.values());
    }

    /** Somebody asked for it through this node. */
    @TransactionalEventListener(fallbackExecution = true)
    void stop(StopRequested request) {
        var held = active.get(request.run());
        if (held != null) {
            held.control().stop();
        }
    }

    /** Somebody may have asked for it through another node, or the run may have been given to one. */
    void stopDisturbed() {
        active.values().forEach(this::stopIfDisturbed);
    }

    /** No run is begun from now on, and those that train stop at their next mini-batch. */
    void drain() {
        draining = true;
        active.values().forEach(held -> held.control().stop());
    }

    boolean isDraining() {
        return draining;
    }

    private void stopIfDisturbed(Active run) {
        var standing = journal.standing(run.claim().run()).filter(found -> found.isHeldBy(run.claim()));
        if (standing.isEmpty()) {
            run.control().lose();
        } else if (!standing.get().isUndisturbed(run.claim())) {
            run.control().stop();
        }
    }
}
