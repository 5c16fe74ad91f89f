package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Uniform in [min, max), by default [−0.05, 0.05). */
@JsonTypeName("uniform")
public record Uniform(
        @DecimalMin("-1e30") @DecimalMax("1e30") Double min, @DecimalMin("-1e30") @DecimalMax("1e30") Double max)
        implements Initializer {

    public Uniform {
        min = min == null ? Double.valueOf(-0.05) : min;
        max = max == null ? Double.valueOf(0.05) : max;
        if (min > max) {
            throw new IllegalArgumentException("min must not be above max (was " + min + " and " + max + ")");
        }
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (min + (max - min) * random.uniform(i));
        }
    }
}
