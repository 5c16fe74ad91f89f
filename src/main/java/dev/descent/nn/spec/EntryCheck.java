package dev.descent.nn.spec;

import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Fitter;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import java.util.List;

/**
 * Whether features can be what an embedding looks up: whole numbers from 0 to below the number of its entries.
 *
 * @param entries of the smallest embedding
 */
record EntryCheck(int entries, PreprocessingSpec preprocessing, SpecProblems problems) {

    /** @param training rows on which the encodings are fitted */
    void check(List<String> features, Table table, int[] training) {
        var fitter = new Fitter(table, training);
        for (String feature : features) {
            if (table.schema().find(feature).orElseThrow().type() == Schema.Type.NUMERIC) {
                if (preprocessing.numeric() != PreprocessingSpec.Numeric.NONE) {
                    problems.add("/preprocessing/numeric", "constraint-violation", "must be \"none\" for an embedding, which reads whole numbers as they are");
                    return;
                }
                checkNumbers(fitter.scaled(feature, preprocessing.numeric(), preprocessing.missing()), table);
            } else if (fitter.feature(feature, preprocessing) instanceof Encoding.Index(var column, var categories)) {
                if (categories.size() >= entries) {
                    problems.add("/model/layers", "constraint-violation", "must hold an embedding with a vocabulary of at least " + (categories.size() + 1) + ": \"" + column + "\" has "
                            + categories.size() + " categories, and 0 stands for none of them (has " + entries + ")");
                }
            } else {
                problems.add("/preprocessing/categorical", "constraint-violation", "must be \"index\" for an embedding, which reads one number for each category");
                return;
            }
        }
    }

    private void checkNumbers(Encoding.Scaled encoding, Table table) {
        double[] values = table.numeric(encoding.column());
        for (int row = 0; row < values.length; row++) {
            float entry = encoding.encode(values[row]);
            if (!isEntry(entry)) {
                problems.add("/features", "constraint-violation", "must be whole numbers from 0 to " + (entries - 1) + ", entries of the embedding: \"" + encoding.column() + "\" has "
                        + values[row] + " in row " + row + (Double.isNaN(values[row]) ? ", for which " + entry + " would stand" : ""));
                return;
            }
        }
    }

    private boolean isEntry(float entry) {
        return entry >= 0 && entry < entries && entry == (int) entry;
    }
}
