package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** One normal cloud per class, its centre on a circle of radius {@code distance}; noise is the clouds own deviation. */
@JsonTypeName("blobs")
public record Blobs(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @Min(2) @Max(20) Integer classes,
        @DecimalMin("0") @DecimalMax("1000") Double distance) implements Generator {

    public Blobs {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? 1.0 : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        classes = classes == null ? 3 : classes;
        distance = distance == null ? 4.0 : distance;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.pointsWithLabel();
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        long cloud = row % classes;
        double angle = 2 * StrictMath.PI * cloud / classes;
        sink.number(0, distance * StrictMath.cos(angle) + noise * draws.normal());
        sink.number(1, distance * StrictMath.sin(angle) + noise * draws.normal());
        sink.text(2, Generator.label(cloud));
    }
}
