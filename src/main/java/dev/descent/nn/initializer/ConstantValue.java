package dev.descent.nn.initializer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;

/** All values the same. */
@JsonTypeName("constant")
public record ConstantValue(@NotNull @DecimalMin("-1e30") @DecimalMax("1e30") Double value) implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, CounterRandom random) {
        Arrays.fill(values, (float) (double) value);
    }
}
