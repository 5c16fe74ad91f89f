package dev.descent.run;

import java.util.List;

/**
 * Figures of several runs on one epoch axis.
 *
 * @param epochs  the axis
 * @param sampled whether epochs between these were left out
 */
public record MetricTable(List<Integer> epochs, List<Series> series, boolean sampled) {

    /** @param values one per epoch of the axis; null where the run has none */
    public record Series(String run, String name, List<Double> values) {}
}
