package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;

/** Mirrors a picture, by default every second one, left to right. */
@JsonTypeName("flip")
public record Flip(Axis axis, @DecimalMin("0") @DecimalMax("1") Double probability) implements Augmentation {

    @Schema(name = "FlipAxis")
    public enum Axis {
        /** left becomes right */
        @JsonProperty("horizontal")
        HORIZONTAL,
        /** top becomes bottom */
        @JsonProperty("vertical")
        VERTICAL
    }

    public Flip {
        axis = axis == null ? Axis.HORIZONTAL : axis;
        probability = probability == null ? Double.valueOf(0.5) : probability;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return Plane.misfit(dims);
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        if (new CounterRandom(key).uniform(0) < probability) {
            boolean sideways = axis == Axis.HORIZONTAL;
            Plane.move(row, spare, dims, sideways ? new Plane.Source(0, 1, 0, dims.get(2) - 1, 0, -1) : new Plane.Source(dims.get(1) - 1, -1, 0, 0, 0, 1));
        }
    }
}
