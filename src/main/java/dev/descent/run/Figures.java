package dev.descent.run;

import dev.descent.nn.loss.Metric;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.EpochResult;

/**
 * The figures of a run that its row shows, up to and with an epoch.
 *
 * @param epochs           finished ones
 * @param latest           null before the first epoch of this attempt
 * @param bestEpoch        0 before the first
 * @param bestValue        NaN before the first
 * @param samplesPerSecond training rows, smoothed
 * @param epochMillis      smoothed
 */
public record Figures(int epochs, EpochResult latest, Metric metric, int bestEpoch, double bestValue, double samplesPerSecond, double epochMillis) {

    private static final double SMOOTHING = 0.2;

    /** The metric that ranks the epochs of a run. */
    static Metric metricOf(TrainingSpec spec) {
        if (spec.earlyStopping() != null) {
            return spec.earlyStopping().metric();
        }
        return spec.validation() == null ? Metric.TRAIN_LOSS : Metric.VAL_LOSS;
    }

    /** The figures with one more epoch. */
    public Figures with(EpochResult epoch) {
        Double value = EpochView.of(epoch).figure(metric.label());
        boolean better = value != null && metric.improves(value, bestValue, 0);
        return new Figures(epoch.epoch(), epoch, metric, better ? epoch.epoch() : bestEpoch, better ? value : bestValue,
                smooth(samplesPerSecond, epoch.samples() * 1000.0 / Math.max(epoch.durationMillis(), 1e-6)), smooth(epochMillis, epoch.durationMillis()));
    }

    private static double smooth(double before, double now) {
        return Double.isNaN(before) ? now : before + SMOOTHING * (now - before);
    }
}
