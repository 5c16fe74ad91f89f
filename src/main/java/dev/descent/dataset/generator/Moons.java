package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Two half circles of radius 1 that reach into each other: "upper" around (0, 0), "lower" around (1, ½). */
@JsonTypeName("moons")
public record Moons(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed) implements Generator {

    public Moons {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? DEFAULT_NOISE : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.pointsWithLabel();
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        boolean upper = row % 2 == 0;
        double angle = draws.uniform(0, StrictMath.PI);
        double x1 = upper ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle);
        double x2 = upper ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle);
        sink.number(0, x1 + noise * draws.normal());
        sink.number(1, x2 + noise * draws.normal());
        sink.text(2, upper ? "upper" : "lower");
    }
}
