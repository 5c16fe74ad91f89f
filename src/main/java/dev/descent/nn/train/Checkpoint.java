package dev.descent.nn.train;

import dev.descent.nn.data.Preprocessing;
import java.util.Optional;

/**
 * The whole state of a training: continuing from it equals never having stopped.
 *
 * @param model         current weights and running statistics; its epoch is the last finished one
 * @param bestOrNull    the best weights so far
 * @param preprocessing as fitted on the training rows
 * @param progress      where in the epoch the training stands; null in a checkpoint that is kept for predicting only
 */
public record Checkpoint(ModelState model, ModelState bestOrNull, Preprocessing preprocessing, Progress progress) {

    /** The best weights so far; empty before the first finished epoch. */
    public Optional<ModelState> best() {
        return Optional.ofNullable(bestOrNull);
    }

    /** Mini-batches that were done since the last finished epoch; 0 where the state is that of the epoch's end. */
    public int batch() {
        return progress == null ? 0 : progress.batch();
    }

    /** The best weights alone, to be kept for predicting. */
    public Optional<Checkpoint> bestOnly() {
        return best().map(state -> new Checkpoint(state, null, preprocessing, null));
    }
}
