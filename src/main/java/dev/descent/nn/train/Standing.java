package dev.descent.nn.train;

import dev.descent.nn.loss.Metric;
import dev.descent.nn.schedule.Plateau;
import dev.descent.nn.spec.TrainingSpec;
import java.util.Map;
import java.util.Optional;

/** How a run stands after each epoch: the best so far, how long nothing has improved, and whether that ends it. */
final class Standing {

    private final TrainingSpec spec;
    private final Metric ranking;
    private final Plateau plateau;
    private double bestValue = Double.NaN;
    private double stoppingBest = Double.NaN;
    private int epochsWithout;
    private double plateauBest = Double.NaN;
    private int plateauWithout;
    private int plateaus;

    Standing(TrainingSpec spec) {
        this.spec = spec;
        this.ranking = spec.ranking();
        this.plateau = spec.schedule().plateau().orElse(null);
    }

    void restore(Progress progress) {
        bestValue = progress.bestValue();
        stoppingBest = progress.stoppingBest();
        epochsWithout = progress.epochsWithout();
        plateauBest = progress.plateauBest();
        plateauWithout = progress.plateauWithout();
        plateaus = progress.plateaus();
    }

    /**
     * Takes the figures of a finished epoch in; true if it is the best so far.
     *
     * @param steps mini-batch steps of the run so far: a plateau is looked for once the warm-up is over
     */
    boolean improvedBy(Map<String, Double> figures, long steps) {
        double value = figures.get(ranking.label());
        boolean better = ranking.improves(value, bestValue, 0);
        bestValue = better ? value : bestValue;
        countForStopping(figures);
        if (steps > spec.schedule().warmupSteps()) {
            countForPlateau(figures);
        }
        return better;
    }

    private void countForStopping(Map<String, Double> figures) {
        var early = spec.earlyStopping();
        if (early == null) {
            return;
        }
        double value = figures.get(early.metric().label());
        if (early.metric().improves(value, stoppingBest, early.minDelta())) {
            stoppingBest = value;
            epochsWithout = 0;
        } else {
            epochsWithout++;
        }
    }

    private void countForPlateau(Map<String, Double> figures) {
        if (plateau == null) {
            return;
        }
        double value = figures.get(plateau.metric().label());
        if (plateau.metric().improves(value, plateauBest, 0)) {
            plateauBest = value;
            plateauWithout = 0;
        } else if (++plateauWithout >= plateau.patience()) {
            plateaus++;
            plateauWithout = 0;
        }
    }

    /** Why the run ends with this epoch, if it does. */
    Optional<TrainingOutcome.Reason> ending(EpochResult epoch, Map<String, Double> figures) {
        var stopping = spec.stopping();
        if (stopping != null && stopping.targetMetric() != null) {
            var target = stopping.targetMetric();
            if (target.metric().reaches(figures.get(target.metric().label()), target.value())) {
                return Optional.of(TrainingOutcome.Reason.TARGET_REACHED);
            }
        }
        if (stopping != null && stopping.gradientTolerance() != null && epoch.gradientNorm() <= stopping.gradientTolerance()) {
            return Optional.of(TrainingOutcome.Reason.CONVERGED);
        }
        if (spec.earlyStopping() != null && epochsWithout >= spec.earlyStopping().patience()) {
            return Optional.of(TrainingOutcome.Reason.EARLY_STOPPED);
        }
        return epoch.epoch() >= spec.epochs() ? Optional.of(TrainingOutcome.Reason.MAX_EPOCHS) : Optional.empty();
    }

    int plateaus() {
        return plateaus;
    }

    Progress progress(Trainer.Epoch epoch, long step, long runNanos, TrainingStep trainingStep) {
        return new Progress(epoch.batch, step, trainingStep.stateSince(), epoch.lossSum, epoch.normSum, epoch.correct, epoch.rows, epoch.learningRate, epoch.nanos(), runNanos, bestValue,
                stoppingBest, epochsWithout, plateauBest, plateauWithout, plateaus, trainingStep.copySlots());
    }
}
