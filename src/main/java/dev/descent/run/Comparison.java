package dev.descent.run;

import java.util.List;

/**
 * Runs side by side: their figures on one epoch axis, and where their effective specifications differ.
 *
 * @param epochs  the axis
 * @param sampled whether epochs between these were left out
 */
public record Comparison(List<Integer> epochs, List<MetricTable.Series> series, boolean sampled, List<SpecDifference> differences) {

    static Comparison of(MetricTable figures, List<SpecDifference> differences) {
        return new Comparison(figures.epochs(), figures.series(), figures.sampled(), differences);
    }
}
