package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;

/** Adds a normal number of this standard deviation to each of the row's. */
@JsonTypeName("noise")
public record Noise(@DecimalMin("0") @DecimalMax("1e6") Double std) implements Augmentation {

    public Noise {
        std = std == null ? Double.valueOf(0.1) : std;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return null;
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        var random = new CounterRandom(key);
        for (int i = 0; i < row.length; i++) {
            row[i] += (float) (std * random.normal(i));
        }
    }
}
