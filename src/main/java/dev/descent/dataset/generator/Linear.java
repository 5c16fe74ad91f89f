package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.RowSink;
import dev.descent.nn.spec.SpecProblem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** y = bias + Σ weights[j]·x[j] + noise, each x uniform in [−1, 1]. The weights are 1, 2, 3 … unless given. */
@JsonTypeName("linear")
public record Linear(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @Min(1) @Max(1000) Integer features,
        @Size(min = 1, max = 1000) List<Double> weights,
        Double bias) implements Generator {

    public Linear {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? DEFAULT_NOISE : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        features = features == null ? weights == null ? 1 : weights.size() : features;
        weights = weights == null ? IntStream.rangeClosed(1, features).mapToObj(j -> (double) j).toList() : Collections.unmodifiableList(weights);
        bias = bias == null ? 0.0 : bias;
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.featuresWithTarget(features);
    }

    @Override
    public List<SpecProblem> problems() {
        return Generator.checkList("weights", weights, features, "one per feature");
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        double y = bias;
        for (int j = 0; j < features; j++) {
            double x = draws.uniform(-1, 1);
            sink.number(j, x);
            y += weights.get(j) * x;
        }
        sink.number(features, y + noise * draws.normal());
    }
}
