package dev.descent.nn.train;

import java.util.Map;

/**
 * The figures of one finished epoch.
 *
 * @param epoch          from 1
 * @param trainLoss      mean of the mini-batch losses, each before its update, weighted by rows; penalties left out
 * @param valLoss        loss of the whole validation set after the epoch, in predict mode; null without validation
 * @param metrics        by name: trainAccuracy, valAccuracy or valRmse, valMae, valR2 (the target's own units)
 * @param learningRate   of the epoch's last step
 * @param gradientNorm   mean over the steps of ‖g‖ before clipping and penalties
 * @param durationMillis wall time, validation included
 * @param samples        training rows seen
 */
public record EpochResult(
        int epoch,
        double trainLoss,
        Double valLoss,
        Map<String, Double> metrics,
        double learningRate,
        double gradientNorm,
        double durationMillis,
        long samples) {}
