package dev.descent.run;

import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.Inherited;
import java.time.Duration;
import java.util.Set;

/**
 * A run that a worker has taken. Whatever it writes is written under this attempt or not at all.
 *
 * @param validationDataset null where the validation rows come from the dataset itself
 * @param spec              JSON of an {@link EffectiveSpec}
 * @param inherited         what a fork takes over from the state that it began with; null for any other run
 * @param recorded          what is on record from the attempts before
 * @param memoryBytes       of the heap, as estimated when it was submitted
 * @param pauseAtEpoch      the epoch at whose end it rests; null for none
 * @param waited            time in the queue
 */
public record Claim(
        String run, int attempt, String dataset, String validationDataset, String spec, Set<Inherited> inherited, Recorded recorded, long memoryBytes,
        Integer pauseAtEpoch, Duration waited) {

    /** @param bestEpoch 0 before the first, and then the value is NaN */
    public record Recorded(int epochs, int bestEpoch, double bestValue) {}

    /** Whether it rests once this epoch has ended. */
    public boolean restsAt(int epoch) {
        return pauseAtEpoch != null && epoch >= pauseAtEpoch;
    }

    public boolean isFork() {
        return inherited != null;
    }

    /**
     * The figures that the epochs of this attempt are added to.
     *
     * @param start where training goes on; null at the beginning. A fork's best epoch so far may be one of its parent's
     */
    public Figures figures(TrainingSpec training, Checkpoint start) {
        var best = recorded.bestEpoch() > 0 || start == null ? null : start.bestOrNull();
        return new Figures(recorded.epochs(), null, training.ranking(), best == null ? recorded.bestEpoch() : best.epoch(),
                best == null ? recorded.bestValue() : start.progress().bestValue(), Double.NaN, Double.NaN);
    }
}
