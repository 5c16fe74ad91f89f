package dev.descent.prediction.deployment;

import dev.descent.prediction.GivenRows;
import dev.descent.prediction.ModelInterface;
import dev.descent.prediction.Predicted;
import dev.descent.prediction.TrainedModels;
import dev.descent.support.security.Tenant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What names stand for, remembered for a second, so that a request for one row asks no database. A switch on this node is seen at once, one on another node after that second. */
@Component
public class ServedNames {

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int PERCENT = 100;
    /** Steps through 0 … 99 in an order in which shares come out even after a few requests. */
    private static final int STRIDE = 37;

    /** Told once a deployment has changed. */
    record Changed(String deployment) {}

    private record Key(String tenant, String name, Integer version) {}

    private record Remembered(Answering answering, long since) {}

    /** @param second null without a split */
    private record Answering(Deployments.Served served, TrainedModels.Ready first, TrainedModels.Ready second) {}

    /** The model that answers one request. */
    public record Chosen(Deployments.Served served, String run, TrainedModels.Ready model) {

        public ModelInterface describe() {
            return model.describe();
        }

        public Predicted predict(GivenRows rows) {
            return model.predict(rows);
        }
    }

    private final Deployments deployments;
    private final TrainedModels models;
    private final Map<Key, Remembered> known = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();

    ServedNames(Deployments deployments, TrainedModels models) {
        this.deployments = deployments;
        this.models = models;
    }

    /** @param version null for the one that is served. @throws dev.descent.support.Problem not-found, model-not-ready */
    public Chosen choose(String name, Integer version) {
        var answering = remembered(new Key(Tenant.owner(), name, version), this::look);
        var split = answering.served().serving().split();
        boolean second = split != null && Math.floorMod(requests.getAndIncrement() * STRIDE, PERCENT) < split.percent();
        return second ? new Chosen(answering.served(), split.run(), answering.second()) : new Chosen(answering.served(), answering.served().serving().run(), answering.first());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void forget(Changed changed) {
        known.clear();
    }

    private Answering remembered(Key key, Function<Key, Answering> looking) {
        long now = System.nanoTime();
        var found = known.get(key);
        if (found == null || now - found.since() > REMEMBERED_NANOS) {
            // What is not asked for any more must not keep its model in memory, which only the cache of predictors may decide.
            known.values().removeIf(other -> now - other.since() > REMEMBERED_NANOS);
            found = new Remembered(looking.apply(key), now);
            known.put(key, found);
        }
        return found.answering();
    }

    private Answering look(Key key) {
        var served = deployments.serve(key.name(), key.version());
        var split = served.serving().split();
        return new Answering(served, models.ready(served.serving().run(), served.serving().checkpoint()), split == null ? null : models.ready(split.run(), split.checkpoint()));
    }
}
