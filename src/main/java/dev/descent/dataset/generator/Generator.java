package dev.descent.dataset.generator;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.Dialect;
import dev.descent.dataset.format.RowProblems;
import dev.descent.dataset.format.RowSink;
import dev.descent.dataset.format.RowSource;
import dev.descent.nn.spec.SpecProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** Synthetic data: exactly {@code rows} rows, a pure function of its fields, the same bytes everywhere. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@Schema(description = "Synthetic data. Classes alternate row by row; noise is a standard deviation.")
public sealed interface Generator extends RowSource permits Xor, Circles, Moons, Spirals, Blobs, Linear, Polynomial, Sine {

    int DEFAULT_ROWS = 1000;
    long DEFAULT_SEED = 42;
    double DEFAULT_NOISE = 0.1;
    int MOST_ROWS = 10_000_000;

    Integer rows();

    Long seed();

    List<ColumnPlan> plan();

    /** Gives the cells of one row. */
    void row(long row, Draws draws, RowSink sink);

    /** The value of {@code type}, which is the default name of the dataset too. */
    default String type() {
        return getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** What no single field shows, as pointers into the generator. */
    default List<SpecProblem> problems() {
        return List.of();
    }

    @Override
    default List<String> columns() {
        return plan().stream().map(ColumnPlan::name).toList();
    }

    @Override
    default Dialect dialect() {
        return new Dialect("generator", null, null);
    }

    @Override
    default void read(RowSink sink, RowProblems problems) {
        var draws = new Draws(seed());
        boolean goOn = true;
        for (int r = 0; r < rows() && goOn; r++) {
            row(r, draws.atRow(r), sink);
            goOn = sink.endRow(r);
        }
    }

    /** Each number given and as many as expected. */
    static List<SpecProblem> checkList(String field, List<Double> values, int expected, String reason) {
        if (values.size() != expected) {
            return List.of(new SpecProblem("/" + field, "constraint-violation", "must have " + expected + " numbers, " + reason + " (has " + values.size() + ")"));
        }
        var empty = values.indexOf(null);
        return empty < 0 ? List.of() : List.of(new SpecProblem("/" + field + "/" + empty, "invalid-type", "must be a number"));
    }

    static List<ColumnPlan> pointsWithLabel() {
        return List.of(new ColumnPlan("x1", ColumnType.NUMERIC), new ColumnPlan("x2", ColumnType.NUMERIC), new ColumnPlan("label", ColumnType.CATEGORICAL));
    }

    static List<ColumnPlan> featuresWithTarget(int features) {
        var columns = new ArrayList<ColumnPlan>();
        for (int i = 1; i <= features; i++) {
            columns.add(new ColumnPlan("x" + i, ColumnType.NUMERIC));
        }
        columns.add(new ColumnPlan("y", ColumnType.NUMERIC));
        return List.copyOf(columns);
    }

    /** Labels a, b, c …: words, so that a CSV file of them is read back as classes. */
    static String label(long index) {
        return String.valueOf((char) ('a' + index));
    }
}
