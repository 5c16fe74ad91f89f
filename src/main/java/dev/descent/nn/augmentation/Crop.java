package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;

/** Cuts out a part, at least this share of each side long, and stretches it to the whole. */
@JsonTypeName("crop")
public record Crop(@DecimalMin("0.1") @DecimalMax("1") Double least) implements Augmentation {

    public Crop {
        least = least == null ? Double.valueOf(0.8) : least;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return Plane.misfit(dims);
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        var random = new CounterRandom(key);
        double share = least + (1 - least) * random.uniform(0);
        double top = (1 - share) * (dims.get(1) - 1) * random.uniform(1);
        double left = (1 - share) * (dims.get(2) - 1) * random.uniform(2);
        Plane.move(row, spare, dims, new Plane.Source(top, share, 0, left, 0, share));
    }
}
