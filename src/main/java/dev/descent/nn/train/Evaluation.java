package dev.descent.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How good a model is on rows whose targets are known.
 *
 * @param metrics         accuracy, or rmse, mae and r2
 * @param confusionMatrix null unless it classifies
 * @param perClass        null unless it classifies
 */
public record Evaluation(
        long rows, double loss, Map<String, Double> metrics, ConfusionMatrix confusionMatrix, List<ClassFigures> perClass) {

    /** @param counts rows by actual class [first index] and predicted class [second] */
    public record ConfusionMatrix(List<String> labels, long[][] counts) {}

    /** @param support rows of this class; a figure whose denominator is 0 is 0 */
    public record ClassFigures(String label, double precision, double recall, double f1, long support) {}

    static List<ClassFigures> perClass(ConfusionMatrix matrix) {
        var figures = new ArrayList<ClassFigures>();
        for (int c = 0; c < matrix.labels().size(); c++) {
            long hits = matrix.counts()[c][c];
            long support = 0;
            long predicted = 0;
            for (int other = 0; other < matrix.counts().length; other++) {
                support += matrix.counts()[c][other];
                predicted += matrix.counts()[other][c];
            }
            double f1 = support + predicted == 0 ? 0 : 2.0 * hits / (support + predicted);
            figures.add(new ClassFigures(matrix.labels().get(c), ratio(hits, predicted), ratio(hits, support), f1, support));
        }
        return List.copyOf(figures);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
