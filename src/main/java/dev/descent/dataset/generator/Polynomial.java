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

/** y = coefficients[0] + coefficients[1]·x + … + coefficients[degree]·x^degree + noise, x uniform in [−1, 1]. All coefficients are 1 unless given. */
@JsonTypeName("polynomial")
public record Polynomial(
        @Min(1) @Max(MOST_ROWS) Integer rows,
        @DecimalMin("0") @DecimalMax("1000") Double noise,
        Long seed,
        @Min(1) @Max(20) Integer degree,
        @Size(min = 2, max = 21) List<Double> coefficients) implements Generator {

    public Polynomial {
        rows = rows == null ? DEFAULT_ROWS : rows;
        noise = noise == null ? DEFAULT_NOISE : noise;
        seed = seed == null ? DEFAULT_SEED : seed;
        degree = degree == null ? coefficients == null ? 3 : coefficients.size() - 1 : degree;
        coefficients = coefficients == null ? Collections.nCopies(degree + 1, 1.0) : Collections.unmodifiableList(coefficients);
    }

    @Override
    public List<ColumnPlan> plan() {
        return Generator.featuresWithTarget(1);
    }

    @Override
    public List<SpecProblem> problems() {
        return Generator.checkList("coefficients", coefficients, degree + 1, "one more than the degree");
    }

    @Override
    public void row(long row, Draws draws, RowSink sink) {
        double x = draws.uniform(-1, 1);
        double y = 0;
        for (int k = degree; k >= 0; k--) {
            y = y * x + coefficients.get(k);
        }
        sink.number(0, x);
        sink.number(1, y + noise * draws.normal());
    }
}
