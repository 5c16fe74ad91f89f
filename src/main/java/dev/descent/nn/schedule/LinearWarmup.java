package dev.descent.nn.schedule;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.loss.Metric;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/** η₀·(f + (1−f)·min(s, n)/n) over the first n mini-batch steps s, and after them {@code then}, which starts at its own index 0. */
@JsonTypeName("linearWarmup")
public record LinearWarmup(
        @NotNull @Min(1) @Max(1_000_000_000) Integer steps, @DecimalMin("0") @DecimalMax("1") Double startFactor, LearningRate then)
        implements LearningRate {

    public LinearWarmup {
        startFactor = startFactor == null ? Double.valueOf(0) : startFactor;
        then = then == null ? new Constant() : then;
    }

    @Override
    public LearningRate resolved(int epochs, Metric metric) {
        return new LinearWarmup(steps, startFactor, then.resolved(epochs, metric));
    }

    @Override
    public Optional<Plateau> plateau() {
        return then.plateau();
    }

    @Override
    public long warmupSteps() {
        return steps + then.warmupSteps();
    }

    @Override
    public double at(double initial, long epoch, long step, long stepsPerEpoch, int plateaus) {
        if (step < steps) {
            return initial * (startFactor + (1 - startFactor) * step / steps);
        }
        long since = step - steps;
        return then.at(initial, since / stepsPerEpoch, since, stepsPerEpoch, plateaus);
    }
}
