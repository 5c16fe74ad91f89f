package dev.descent.nn.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * A column read as classes.
 *
 * @param labels in sorted order
 * @param codes  [rows] index of the row's label, −1 where missing
 */
public record TargetColumn(List<String> labels, int[] codes) {

    public static TargetColumn of(Table table, String name) {
        var column = table.schema().find(name).orElseThrow(() -> new DataException("there is no column \"" + name + "\""));
        if (column.type() == Schema.Type.CATEGORICAL) {
            return new TargetColumn(column.categories(), table.codes(name));
        }
        double[] values = table.numeric(name);
        var distinct = new HashSet<Double>();
        for (double value : values) {
            if (!Double.isNaN(value)) {
                distinct.add(value + 0.0);
            }
        }
        var sorted = new ArrayList<>(distinct);
        sorted.sort(null);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = Double.isNaN(values[row]) ? -1 : Collections.binarySearch(sorted, values[row] + 0.0);
        }
        return new TargetColumn(sorted.stream().map(Labels::of).toList(), codes);
    }

    /** The same rows counted in the classes of another column; −1 where that has no such class. */
    public int[] codesIn(List<String> classes) {
        var index = Labels.index(classes);
        int[] translated = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            translated[row] = codes[row] < 0 ? -1 : index.getOrDefault(labels.get(codes[row]), -1);
        }
        return translated;
    }
}
