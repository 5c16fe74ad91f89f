package dev.descent.nn.train;

import dev.descent.nn.spec.TrainingSpec;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What a fork takes over from the state that it starts from, besides the weights, the running statistics and the preprocessing. */
public enum Inherited {
    /** the optimizer's state; fresh for an optimizer of another type */
    OPTIMIZER,
    /** the place in the running epoch; an epoch of other batches starts anew */
    EPOCH,
    /** the best weights so far, where epochs are ranked alike */
    BEST,
    /** what early stopping has counted */
    STOPPING,
    /** what the plateau schedule has counted */
    PLATEAU;

    /**
     * @param before      resolved, of the run that is forked
     * @param after       resolved, of the fork
     * @param sameDataset whether both train on the same one
     */
    public static Set<Inherited> between(TrainingSpec before, TrainingSpec after, boolean sameDataset) {
        var kept = EnumSet.noneOf(Inherited.class);
        keep(kept, OPTIMIZER, before.optimizer().getClass() == after.optimizer().getClass());
        if (sameDataset && Objects.equals(before.validation(), after.validation()) && before.seed().equals(after.seed()) && before.loss().equals(after.loss())) {
            keep(kept, EPOCH, before.batchSize().equals(after.batchSize()) && before.shuffle().equals(after.shuffle()));
            keep(kept, BEST, before.ranking() == after.ranking());
            keep(kept, STOPPING, Objects.equals(before.earlyStopping(), after.earlyStopping()));
            keep(kept, PLATEAU, before.schedule().plateau().equals(after.schedule().plateau()));
        }
        return kept;
    }

    private static void keep(Set<Inherited> kept, Inherited part, boolean unchanged) {
        if (unchanged) {
            kept.add(part);
        }
    }

    /**
     * The state in which a fork begins. Its time starts anew, so that a limit of the parent's has not passed already.
     *
     * @param from         as the parent left it; one without progress gives its weights, and its steps are counted from its epochs
     * @param after        resolved, of the fork
     * @param trainingRows of the fork
     */
    public static Checkpoint start(Checkpoint from, Set<Inherited> kept, TrainingSpec after, int trainingRows) {
        return from.progress() == null ? weightsOnly(from, kept, after, trainingRows)
                : new Checkpoint(from.model(), kept.contains(BEST) ? from.bestOrNull() : null, from.preprocessing(), progress(from.progress(), kept));
    }

    private static Checkpoint weightsOnly(Checkpoint from, Set<Inherited> kept, TrainingSpec after, int trainingRows) {
        var model = from.model();
        long steps = (long) model.epoch() * Math.ceilDiv(trainingRows, after.batchSize());
        Double ranked = kept.contains(BEST) ? model.metrics().get(after.ranking().label()) : null;
        var progress = new Progress(0, steps, steps, 0, 0, 0, 0, 0, 0, 0, ranked == null ? Double.NaN : ranked, Double.NaN, 0, Double.NaN, 0, 0, new TreeMap<>());
        return new Checkpoint(model, ranked == null ? null : model, from.preprocessing(), progress);
    }

    private static Progress progress(Progress p, Set<Inherited> kept) {
        boolean epoch = kept.contains(EPOCH);
        boolean optimizer = kept.contains(OPTIMIZER);
        boolean stopping = kept.contains(STOPPING);
        boolean plateau = kept.contains(PLATEAU);
        return new Progress(epoch ? p.batch() : 0, p.step(), optimizer ? p.stateSince() : p.step(), epoch ? p.lossSum() : 0, epoch ? p.normSum() : 0,
                epoch ? p.correct() : 0, epoch ? p.rows() : 0, p.learningRate(), epoch ? p.epochNanos() : 0, 0,
                kept.contains(BEST) ? p.bestValue() : Double.NaN, stopping ? p.stoppingBest() : Double.NaN, stopping ? p.epochsWithout() : 0,
                plateau ? p.plateauBest() : Double.NaN, plateau ? p.plateauWithout() : 0, plateau ? p.plateaus() : 0,
                optimizer ? p.slots() : new TreeMap<>());
    }
}
