package dev.descent.nn.spec;

import dev.descent.nn.loss.Metric;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Further reasons to end a run; each is off unless given. */
public record Stopping(
        @Min(1) @Max(31_536_000) Long maxRuntimeSeconds,
        TargetMetric targetMetric,
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1e30") Double gradientTolerance) {

    /** Ends the run once the metric is at least this good. */
    public record TargetMetric(@NotNull Metric metric, @NotNull @DecimalMin("-1e300") @DecimalMax("1e300") Double value) {}
}
