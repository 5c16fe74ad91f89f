package dev.descent.prediction;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Labels;
import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.Table;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Reads rows by column name into the table that a trained model expects, or tells everything that does not fit. */
final class RowTable {

    private static final int MOST_PROBLEMS = 100;

    private final TrainedModel model;
    private final GivenRows given;
    private final SpecProblems problems = new SpecProblems();

    private RowTable(TrainedModel model, GivenRows given) {
        this.model = model;
        this.given = given;
    }

    /** @throws Problem feature-mismatch, invalid-type, missing-property or non-finite-value with pointers such as {@code /rows/3/x} */
    static Table of(TrainedModel model, GivenRows given) {
        return new RowTable(model, given).table();
    }

    private Table table() {
        checkColumns();
        var table = new MemoryTable(given.rows().size());
        for (Encoding feature : model.features()) {
            switch (feature) {
                case Encoding.Scaled scaled -> table.with(scaled.column(), numbers(scaled));
                case Encoding.OneHot oneHot -> table.with(oneHot.column(), labels(oneHot.column()));
                case Encoding.Index index -> table.with(index.column(), labels(index.column()));
                case Encoding.Classes classes -> throw new IllegalStateException(classes.column() + " is a target");
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return table;
    }

    /** Each column is told once, at the first row where it is missing or too many. */
    private void checkColumns() {
        var features = model.features().stream().map(Encoding::column).collect(Collectors.toSet());
        var ignored = model.ignored();
        var missing = new LinkedHashMap<String, List<Integer>>();
        var unknown = new LinkedHashMap<String, List<Integer>>();
        for (int row = 0; row < given.rows().size(); row++) {
            var cells = given.rows().get(row).keySet();
            for (String feature : features) {
                if (!cells.contains(feature)) {
                    missing.computeIfAbsent(feature, _ -> new ArrayList<>()).add(row);
                }
            }
            for (String column : cells) {
                if (!features.contains(column) && !ignored.contains(column)) {
                    unknown.computeIfAbsent(column, _ -> new ArrayList<>()).add(row);
                }
            }
        }
        missing.forEach((column, rows) -> add(pointer(rows.getFirst(), column), "feature-mismatch", "is required, since the model reads this column" + more(rows)));
        unknown.forEach((column, rows) -> add(pointer(rows.getFirst(), column), "feature-mismatch", "is not a column of the model" + more(rows)));
    }

    private double[] numbers(Encoding.Scaled feature) {
        double[] numbers = new double[given.rows().size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(feature, row);
        }
        return numbers;
    }

    private double number(Encoding.Scaled feature, int row) {
        var cell = given.rows().get(row).get(feature.column());
        if (cell instanceof String text && given.textual()) {
            cell = CsvRows.number(text);
        }
        double number = Double.NaN;
        if (cell instanceof Double value) {
            number = value;
        } else if (cell != null) {
            add(pointer(row, feature.column()), "invalid-type", "must be a number (was " + shown(cell) + ")");
            return Double.NaN;
        }
        if (given.rows().get(row).containsKey(feature.column()) && !Float.isFinite(feature.encode(number))) {
            add(pointer(row, feature.column()), Double.isNaN(number) ? "missing-property" : "non-finite-value",
                    Double.isNaN(number) ? "is required, since the run refuses missing values" : "must be within the range of float32 (was " + number + ")");
        }
        return number;
    }

    /** A number or a boolean stands for the category of the same text. */
    private List<String> labels(String column) {
        var labels = new String[given.rows().size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = switch (given.rows().get(row).get(column)) {
                case null -> null;
                case String text -> text;
                case Double number -> Labels.of(number);
                case Boolean truth -> truth.toString();
                case Object other -> {
                    add(pointer(row, column), "invalid-type", "must be a category as text (was " + shown(other) + ")");
                    yield null;
                }
            };
        }
        return Arrays.asList(labels);
    }

    private void add(String pointer, String code, String detail) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(pointer, code, detail);
        }
    }

    private static String more(List<Integer> rows) {
        return rows.size() == 1 ? "" : " (here and in " + (rows.size() - 1) + " more rows)";
    }

    private static String shown(Object cell) {
        var text = cell instanceof String string ? "\"" + string + "\"" : cell.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String pointer(int row, String column) {
        return SpecProblem.child("/rows/" + row, column);
    }
}
