package dev.descent.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

/**
 * A stored state of a run as clients see it.
 *
 * @param epoch   last finished one
 * @param batch   mini-batches that were done after it; 0 at the very end of the epoch
 * @param metrics losses and metrics of that epoch
 */
@Schema(name = "Checkpoint")
public record CheckpointView(int epoch, int batch, Kind kind, Map<String, Double> metrics, long bytes, String sha256, Instant createdAt) {

    public enum Kind {
        /** the best weights so far */
        BEST,
        /** the newest state */
        LATEST,
        /** a state before the newest */
        PERIODIC
    }
}
