package dev.descent.run;

import dev.descent.nn.loss.Metric;
import dev.descent.nn.train.EpochResult;

/**
 * The figures of a run that its row shows, up to and with an epoch.
 *
 * @param epochs           finished ones
 * @param latest           null before the first epoch of this attempt
 * @param bestEpoch        0 before the first
 * @param bestValue        NaN before the first
 * @param samplesPerSecond training rows by the clock on the wall, smoothed; NaN before the first
 * @param epochMillis      by the clock on the wall, smoothed; NaN before the first
 */
public record Figures(int epochs, EpochResult latest, Metric metric, int bestEpoch, double bestValue, double samplesPerSecond, double epochMillis) {

    private static final double SMOOTHING = 0.5;

    /** The figures with one more epoch. */
    public Figures with(EpochResult epoch) {
        Double value = EpochView.of(epoch).figure(metric.label());
        boolean better = value != null && metric.improves(value, bestValue, 0);
        return new Figures(epoch.epoch(), epoch, metric, better ? epoch.epoch() : bestEpoch, better ? value : bestValue, samplesPerSecond, epochMillis);
    }

    /** The figures after some more epochs took this long in all. */
    public Figures paced(int count, long samples, double millis) {
        double took = Math.max(millis, 1e-3);
        return new Figures(epochs, latest, metric, bestEpoch, bestValue, smooth(samplesPerSecond, samples * 1000 / took), smooth(epochMillis, took / count));
    }

    private static double smooth(double before, double now) {
        return Double.isNaN(before) ? now : before + SMOOTHING * (now - before);
    }
}
