package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Two circles around the origin: "outer" with radius 1 and "inner" with radius {@code factor}. */
@JsonTypeName("circles")
public record Circles(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @DecimalMin("0") @DecimalMax("1") Double factor) implements Generator {

    public Circles {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? DEFAULT_NOISE : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        factor = factor == null ? 0.5 : factor;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.pointsWithLabel();
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        boolean outer = row % 2 == 0;
        double radius = outer ? 1 : factor;
        double angle = draws.uniform(0, 2 * StrictMath.PI);
        sink.number(0, radius * StrictMath.cos(angle) + noise * draws.normal());
        sink.number(1, radius * StrictMath.sin(angle) + noise * draws.normal());
        sink.text(2, outer ? "outer" : "inner");
    }
}
