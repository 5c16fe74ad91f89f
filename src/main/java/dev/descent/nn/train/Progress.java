package dev.descent.nn.train;

import java.util.SortedMap;

/**
 * What a training needs besides weights to go on.
 *
 * @param batch          mini-batches of the running epoch that are done
 * @param step           mini-batch steps of the run that are done
 * @param stateSince     steps that were done when the optimizer's state began: 0 unless a fork began a new one
 * @param lossSum        Σ batch loss · rows of the running epoch
 * @param normSum        Σ ‖g‖ over the steps of the running epoch
 * @param correct        training rows of the running epoch that were classified rightly
 * @param rows           training rows of the running epoch that were seen
 * @param learningRate   of the last step
 * @param epochNanos     time spent in the running epoch
 * @param runNanos       time spent in the run
 * @param bestValue      best value of the metric that ranks epochs; NaN before the first
 * @param stoppingBest   best value as early stopping counts it; NaN before the first
 * @param epochsWithout  epochs since then
 * @param plateauBest    best value as the plateau schedule counts it; NaN before the first
 * @param plateauWithout epochs since then
 * @param plateaus       reductions so far
 * @param slots          optimizer state by {@code <tensor>#<slot>}
 */
public record Progress(
        int batch,
        long step,
        long stateSince,
        double lossSum,
        double normSum,
        long correct,
        long rows,
        double learningRate,
        long epochNanos,
        long runNanos,
        double bestValue,
        double stoppingBest,
        int epochsWithout,
        double plateauBest,
        int plateauWithout,
        int plateaus,
        SortedMap<String, float[]> slots) {}
