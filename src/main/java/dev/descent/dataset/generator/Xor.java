package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Points of the square [−1, 1]²; the label says whether exactly one coordinate is positive. Noise moves them afterwards. */
@JsonTypeName("xor")
public record Xor(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed) implements Generator {

    public Xor {
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
        double x1 = draws.uniform(-1, 1);
        double x2 = draws.uniform(-1, 1);
        sink.number(0, x1 + noise * draws.normal());
        sink.number(1, x2 + noise * draws.normal());
        sink.text(2, x1 > 0 ^ x2 > 0 ? "true" : "false");
    }
}
