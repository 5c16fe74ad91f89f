package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** η₀·factorᵉ. */
@JsonTypeName("exponential")
public record Exponential(@DecimalMin(value = "0", inclusive = false) @DecimalMax("10") Double factor) implements LearningRate {

    public Exponential {
        factor = factor == null ? Double.valueOf(0.95) : factor;
    }

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        return initial * StrictMath.pow(factor, epoch);
    }
}
