package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Normal with the given mean and standard deviation, by default 0 and 0.05. */
@JsonTypeName("normal")
public record Normal(
        @DecimalMin("-1e30") @DecimalMax("1e30") Double mean, @DecimalMin("0") @DecimalMax("1e30") Double std)
        implements Initializer {

    public Normal {
        mean = mean == null ? Double.valueOf(0) : mean;
        std = std == null ? Double.valueOf(0.05) : std;
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        random.fillNormal(values, mean, std);
    }
}
