package dev.descent.nn.spec;

import dev.descent.nn.loss.Metric;

/** Whether a run will have the metric that it is asked to watch. */
record MetricCheck(Task task, boolean validation, SpecProblems problems) {

    void check(String pointer, Metric metric) {
        if (metric.needsValidation() && !validation) {
            problems.add(pointer, "constraint-violation", "needs validation, which is off (was \"" + metric.label() + "\")");
        } else if (!fits(metric)) {
            problems.add(pointer, "constraint-violation", "is not a metric of this task (was \"" + metric.label() + "\")");
        }
    }

    private boolean fits(Metric metric) {
        return switch (metric) {
            case TRAIN_LOSS, VAL_LOSS -> true;
            case TRAIN_ACCURACY, VAL_ACCURACY -> task == Task.CLASSIFICATION;
            case VAL_RMSE, VAL_MAE, VAL_R2 -> task != Task.CLASSIFICATION;
        };
    }
}
