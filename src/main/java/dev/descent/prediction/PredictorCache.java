package dev.descent.prediction;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The states that were asked for most recently, so that one more row does not read and compile its checkpoint again. */
@Component
class PredictorCache {

    private static final int MOST = 16;
    private static final long MOST_PARAMETERS = 20_000_000;

    /** @param sha256 of the checkpoint, so that an entry can never be out of date */
    record Key(String run, String sha256) {}

    private final LinkedHashMap<Key, TrainedModel> models = new LinkedHashMap<>(MOST, 0.75f, true);

    synchronized Optional<TrainedModel> find(Key key) {
        return Optional.ofNullable(models.get(key));
    }

    synchronized void keep(Key key, TrainedModel model) {
        models.put(key, model);
        while (models.size() > 1 && (models.size() > MOST || parameters() > MOST_PARAMETERS)) {
            models.pollFirstEntry();
        }
    }

    private long parameters() {
        return models.values().stream().mapToLong(TrainedModel::parameters).sum();
    }
}
