package dev.descent.nn.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.kernel.CounterRandom;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Moves a picture by whole pixels, each way and in each direction at most this many. */
@JsonTypeName("shift")
public record Shift(@Min(0) @Max(4096) Integer rows, @Min(0) @Max(4096) Integer columns) implements Augmentation {

    public Shift {
        rows = rows == null ? Integer.valueOf(2) : rows;
        columns = columns == null ? Integer.valueOf(2) : columns;
    }

    @Override
    public String misfit(List<Integer> dims) {
        return Plane.misfit(dims);
    }

    @Override
    public void apply(float[] row, float[] spare, List<Integer> dims, long key) {
        var random = new CounterRandom(key);
        Plane.move(row, spare, dims, new Plane.Source(random.below(2 * rows + 1, 0) - rows, 1, 0, random.below(2 * columns + 1, 1) - columns, 0, 1));
    }
}
