package dev.descent.nn.spec;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is striking about the training rows of a run.
 *
 * @param classes         in class order; empty unless it classifies
 * @param constantColumns features with one value only
 * @param leakingColumns  features that all but equal the target
 */
public record DataFacts(List<ClassCount> classes, List<String> constantColumns, List<Leak> leakingColumns) {

    private static final int MOST_CLASSES = 1000;
    private static final int MOST_COLUMNS = 20;

    public static final DataFacts UNKNOWN = new DataFacts(List.of(), List.of(), List.of());

    public record ClassCount(String label, long rows) {}

    /** @param correlation Pearson's r with the target; null where the feature is a category that goes with one class only */
    public record Leak(String column, Double correlation) {}

    /** The same for a row that many read: of so many classes no single one is striking, and of so many columns the first will do. */
    public DataFacts bounded() {
        return new DataFacts(classes.size() > MOST_CLASSES ? List.of() : classes, first(constantColumns), first(leakingColumns));
    }

    private static <T> List<T> first(List<T> columns) {
        return columns.subList(0, Math.min(MOST_COLUMNS, columns.size()));
    }

    List<String> warnings() {
        var constant = constantColumns.stream().map(column -> "constant-column: the feature \"" + column + "\" has one value only");
        var leaking = leakingColumns.stream().map(leak -> "possible-label-leak: the feature \"" + leak.column() + "\" all but equals the target");
        return Stream.concat(constant, leaking).toList();
    }
}
