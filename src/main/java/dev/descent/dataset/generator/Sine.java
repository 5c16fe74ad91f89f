package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** y = amplitude·sin(2π·frequency·x1) + noise, x1 uniform in [−1, 1]. */
@JsonTypeName("sine")
public record Sine(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @DecimalMin("0") @DecimalMax("1000") Double frequency,
        @DecimalMin("-1000") @DecimalMax("1000") Double amplitude) implements Generator {

    public Sine {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? DEFAULT_NOISE : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        frequency = frequency == null ? 1.0 : frequency;
        amplitude = amplitude == null ? 1.0 : amplitude;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.featuresWithTarget(1);
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        double x = draws.uniform(-1, 1);
        sink.number(0, x);
        sink.number(1, amplitude * StrictMath.sin(2 * StrictMath.PI * frequency * x) + noise * draws.normal());
    }
}
