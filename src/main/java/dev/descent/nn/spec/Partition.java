package dev.descent.nn.spec;

import dev.descent.nn.data.Labels;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Split;
import dev.descent.nn.data.Table;
import dev.descent.nn.data.TargetColumn;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Decides which rows of a dataset a run trains on and which it holds out. Rows without a target take no part. */
public final class Partition {

    private Partition() {}

    /** @param validation null, or {@link Validation#NONE}, or a dataset of its own: nothing is held out */
    public static Split of(Task task, List<String> targets, Validation validation, long seed, Table table) {
        var classes = task == Task.CLASSIFICATION ? TargetColumn.of(table, targets.getFirst()) : null;
        int[] rows = usable(task, targets, table);
        if (validation == null || validation == Validation.NONE || validation.dataset() != null) {
            return Split.all(rows);
        }
        if (validation.column() != null) {
            return Split.by(rows, holding(table, validation.column(), validation.value()));
        }
        if (classes != null && validation.stratified()) {
            return Split.stratified(rows, classes.codes(), classes.labels().size(), validation.fraction(), seed);
        }
        return Split.random(rows, validation.fraction(), seed);
    }

    /** The rows whose targets are all there. */
    public static int[] usable(Task task, List<String> targets, Table table) {
        if (task == Task.RECONSTRUCTION) {
            return IntStream.range(0, table.rows()).toArray();
        }
        boolean[] missing = new boolean[table.rows()];
        for (String target : targets) {
            IntPredicate absent = absent(table, target);
            for (int row = 0; row < missing.length; row++) {
                missing[row] |= absent.test(row);
            }
        }
        return IntStream.range(0, missing.length).filter(row -> !missing[row]).toArray();
    }

    private static IntPredicate absent(Table table, String column) {
        if (isNumeric(table, column)) {
            double[] values = table.numeric(column);
            return row -> Double.isNaN(values[row]);
        }
        int[] codes = table.codes(column);
        return row -> codes[row] < 0;
    }

    private static IntPredicate holding(Table table, String column, String value) {
        if (isNumeric(table, column)) {
            double[] values = table.numeric(column);
            return row -> !Double.isNaN(values[row]) && Labels.of(values[row]).equals(value);
        }
        int code = table.schema().find(column).orElseThrow().categories().indexOf(value);
        int[] codes = table.codes(column);
        return row -> code >= 0 && codes[row] == code;
    }

    private static boolean isNumeric(Table table, String column) {
        return table.schema().find(column).orElseThrow().type() == Schema.Type.NUMERIC;
    }
}
