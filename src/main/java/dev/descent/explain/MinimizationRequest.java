package dev.descent.explain;

import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Optimizer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** A formula to go down from a start. */
public record MinimizationRequest(
        @Schema(example = "x^2") @NotNull String formula,
        @Schema(description = "A number for each name of the formula", example = "{\"x\":5}")
        @NotNull @Size(min = 1, max = 50) Map<@Size(min = 1, max = 200) String, Double> start,
        Optimizer optimizer,
        @Min(1) @Max(100_000) Integer maxSteps,
        @Schema(description = "Of the gradient's norm") @DecimalMin("0") Double tolerance) {

    public MinimizationRequest {
        optimizer = optimizer == null ? new GradientDescent(null) : optimizer;
        maxSteps = maxSteps == null ? Integer.valueOf(1000) : maxSteps;
        tolerance = tolerance == null ? Double.valueOf(1e-6) : tolerance;
    }

    /** @throws dev.descent.support.Problem if the formula cannot be read, the start does not fit it, or it would take too long */
    public MinimizationView answer() {
        return Minimization.of(formula, start, optimizer, maxSteps, tolerance);
    }
}
