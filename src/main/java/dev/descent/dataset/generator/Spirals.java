package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** One spiral arm per class, from the origin out to radius 1 in {@code turns} turns. */
@JsonTypeName("spirals")
public record Spirals(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @Min(2) @Max(10) Integer classes,
        @DecimalMin("0.1") @DecimalMax("10") Double turns) implements Generator {

    public Spirals {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? 0.02 : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        classes = classes == null ? 2 : classes;
        turns = turns == null ? 1.5 : turns;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.pointsWithLabel();
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        long arm = row % classes;
        double radius = draws.uniform();
        double angle = 2 * StrictMath.PI * (turns * radius + (double) arm / classes);
        sink.number(0, radius * StrictMath.cos(angle) + noise * draws.normal());
        sink.number(1, radius * StrictMath.sin(angle) + noise * draws.normal());
        sink.text(2, Generator.label(arm));
    }
}
