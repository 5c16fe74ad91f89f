package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** η₀·factor^⌊e/everyEpochs⌋. */
@JsonTypeName("step")
public record Step(
        @Min(1) @Max(10_000_000) Integer everyEpochs, @DecimalMin(value = "0", inclusive = false) @DecimalMax("10") Double factor)
        implements LearningRate {

    public Step {
        everyEpochs = everyEpochs == null ? Integer.valueOf(10) : everyEpochs;
        factor = factor == null ? Double.valueOf(0.1) : factor;
    }

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        return initial * StrictMath.pow(factor, epoch / everyEpochs);
    }
}
