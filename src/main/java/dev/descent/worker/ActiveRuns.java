package dev.descent.worker;

import dev.descent.run.Claim;
import dev.descent.run.Journal;
import dev.descent.run.Runs.StopRequested;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The runs that train on this node, and the way to reach them. */
@Component
class ActiveRuns {

    /** A run on this node. */
    record Active(Claim claim, Control control) {}

    private final ConcurrentMap<String, Active> active = new ConcurrentHashMap<>();
    private final Journal journal;
    private final KernelWarmUp warmUp;
    private volatile boolean draining;

    ActiveRuns(Journal journal, KernelWarmUp warmUp) {
        this.journal = journal;
        this.warmUp = warmUp;
    }

    /** Whoever asked it to stop before this call is heard as well. */
    void add(Claim claim, Control control) {
        warmUp.end();
        active.put(claim.run(), new Active(claim, control));
        if (draining || !isUndisturbed(claim)) {
            control.stop();
        }
    }

    void remove(Claim claim) {
        active.computeIfPresent(claim.run(), (_, held) -> held.claim().equals(claim) ? null : held);
    }

    int count() {
        return active.size();
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
        active.values().stream().filter(held -> !isUndisturbed(held.claim())).forEach(held -> held.control().stop());
    }

    /** No run is begun from now on, and those that train stop at their next mini-batch. */
    void drain() {
        draining = true;
        active.values().forEach(held -> held.control().stop());
    }

    boolean isDraining() {
        return draining;
    }

    private boolean isUndisturbed(Claim claim) {
        return journal.standing(claim.run()).filter(standing -> standing.isUndisturbed(claim)).isPresent();
    }
}
