package dev.descent.nn.spec;

import dev.descent.nn.loss.Metric;

/** Whether a run will have the metric that it is asked to watch. */
record MetricCheck(Task task, boolean validation, SpecProblems problems) {

    void check(String pointer, Metric metric) {
        if (metric.needsValidation() && !validation) {
            problems.add(pointer, "constraint-violation", "needs validation, which is off (was \"" + metric.label() + "\")");
        } else if (!metric.fits(task == Task.CLASSIFICATION)) {
            problems.add(pointer, "constraint-violation", "is not a metric of this task (was \"" + metric.label() + "\")");
        }
    }
}
