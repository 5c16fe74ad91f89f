package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.loss.Metric;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** m + (η₀−m)(1+cos(πe/T))/2 and m from T on (Loshchilov and Hutter 2017); T is the run's epochs unless given. */
@JsonTypeName("cosine")
public record Cosine(@Min(1) @Max(10_000_000) Integer periodEpochs, @DecimalMin("0") @DecimalMax("100") Double minimum)
        implements LearningRate {

    public Cosine {
        minimum = minimum == null ? Double.valueOf(0) : minimum;
    }

    @Override
    public LearningRate resolved(int epochs, Metric metric) {
        return periodEpochs == null ? new Cosine(epochs, minimum) : this;
    }

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        if (epoch >= periodEpochs) {
            return minimum;
        }
        return minimum + (initial - minimum) * (1 + StrictMath.cos(Math.PI * epoch / periodEpochs)) / 2;
    }
}
