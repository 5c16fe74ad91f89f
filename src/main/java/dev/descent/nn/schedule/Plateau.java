package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.loss.Metric;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** η₀·factorᵖ, where p counts how often {@code patience} epochs went by without the metric improving. */
@JsonTypeName("plateau")
public record Plateau(
        Metric metric,
        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double factor,
        @Min(1) @Max(10_000_000) Integer patience)
        implements LearningRate {

    public Plateau {
        factor = factor == null ? Double.valueOf(0.1) : factor;
        patience = patience == null ? Integer.valueOf(10) : patience;
    }

    @Override
    public LearningRate resolved(int epochs, Metric metric) {
        return this.metric == null ? new Plateau(metric, factor, patience) : this;
    }

    @Override
    public Optional<Plateau> plateau() {
        return Optional.of(this);
    }

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        return initial * StrictMath.pow(factor, plateaus);
    }
}
