package dev.descent.prediction;

import dev.descent.dataset.format.CsvContent;
import dev.descent.nn.train.Predictions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions as CSV, a line for each row in their order: {@code label} and {@code probability_<class>} of a classifier, the
 * targets of the others, and {@code output_1} … where the raw outputs are asked for.
 */
public final class PredictionCsv {

    private PredictionCsv() {}

    public static byte[] of(Predicted predicted, boolean outputs) {
        Predictions all = predicted.predictions();
        var out = new ByteArrayOutputStream();
        var csv = new CsvContent(columns(predicted, outputs), out);
        for (int row = 0; row < all.values().length; row++) {
            int column = 0;
            if (predicted.classifies()) {
                csv.text(column++, all.classes().get(all.labels()[row]));
            }
            for (double value : all.values()[row]) {
                csv.number(column++, value);
            }
            for (int i = 0; outputs && i < all.outputs()[row].length; i++) {
                csv.number(column++, all.outputs()[row][i]);
            }
            csv.endRow(row);
        }
        csv.finish();
        return out.toByteArray();
    }

    private static List<String> columns(Predicted predicted, boolean outputs) {
        Predictions all = predicted.predictions();
        var columns = new ArrayList<>(all.targets());
        if (predicted.classifies()) {
            columns.add("label");
            all.classes().forEach(label -> columns.add("probability_" + label));
        }
        int width = outputs && all.outputs().length > 0 ? all.outputs()[0].length : 0;
        for (int i = 1; i <= width; i++) {
            columns.add("output_" + i);
        }
        return columns;
    }
}
