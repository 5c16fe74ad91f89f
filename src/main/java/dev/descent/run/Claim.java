package dev.descent.run;

import dev.descent.nn.spec.TrainingSpec;
import java.time.Duration;

/**
 * A run that a worker has taken. Whatever it writes is written under this attempt or not at all.
 *
 * @param validationDataset null where the validation rows come from the dataset itself
 * @param spec              JSON of an {@link EffectiveSpec}
 * @param recorded          what is on record from the attempts before
 * @param waited            time in the queue
 */
public record Claim(String run, int attempt, String dataset, String validationDataset, String spec, Recorded recorded, Duration waited) {

    /** @param bestEpoch 0 before the first, and then the value is NaN */
    public record Recorded(int epochs, int bestEpoch, double bestValue) {}

    /** The figures that the epochs of this attempt are added to. */
    public Figures figures(TrainingSpec training) {
        return new Figures(recorded.epochs(), null, training.ranking(), recorded.bestEpoch(), recorded.bestValue(), Double.NaN, Double.NaN);
    }
}
