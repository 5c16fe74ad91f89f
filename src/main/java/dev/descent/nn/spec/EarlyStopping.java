package dev.descent.nn.spec;

import dev.descent.nn.loss.Metric;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Ends the run when the metric has not improved by more than {@code minDelta} for {@code patience} epochs. */
public record EarlyStopping(
        Metric metric, @Min(1) @Max(10_000_000) Integer patience, @DecimalMin("0") @DecimalMax("1e30") Double minDelta) {

    public EarlyStopping {
        patience = patience == null ? Integer.valueOf(10) : patience;
        minDelta = minDelta == null ? Double.valueOf(0) : minDelta;
    }
}
