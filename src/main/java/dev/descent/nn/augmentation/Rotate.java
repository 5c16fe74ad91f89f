package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;

/** Turns a picture about its centre, either way by at most this many degrees. */
@JsonTypeName("rotate")
public record Rotate(@DecimalMin("0") @DecimalMax("180") Double degrees) implements Augmentation {

    public Rotate {
        degrees = degrees == null ? Double.valueOf(15) : degrees;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return Plane.misfit(dims);
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        double angle = Math.toRadians(degrees) * (2 * new CounterRandom(key).uniform(0) - 1);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double y = (dims.get(1) - 1) / 2.0;
        double x = (dims.get(2) - 1) / 2.0;
        Plane.move(row, spare, dims, new Plane.Source(y - cos * y + sin * x, cos, -sin, x - sin * y - cos * x, sin, cos));
    }
}
