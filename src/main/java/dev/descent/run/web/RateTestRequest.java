package dev.descent.run.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.run.RunRequest;
import dev.descent.support.ChoiceProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** A run that is to be tried with growing learning rates. */
@ChoiceProblem("invalid-model-spec")
record RateTestRequest(
        @JsonUnwrapped RunRequest run,
        @Schema(description = "Learning rate of the first step", defaultValue = "0.000001")
        @DecimalMin("1e-12") @DecimalMax("100")
        Double from,
        @Schema(description = "Learning rate of the last step", defaultValue = "10")
        @DecimalMin("1e-12") @DecimalMax("100")
        Double to,
        @Schema(description = "Mini-batches", defaultValue = "100")
        @Min(10) @Max(1000)
        Integer steps) {

    RateTestRequest {
        from = from == null ? Double.valueOf(1e-6) : from;
        to = to == null ? Double.valueOf(10) : to;
        steps = steps == null ? Integer.valueOf(100) : steps;
    }
}
