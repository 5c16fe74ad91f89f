package dev.descent.nn.train;

import dev.descent.nn.data.DataException;
import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.data.RowEncoder;
import dev.descent.nn.data.Rows;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.data.Table;
import dev.descent.nn.kernel.Elementary;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.Partition;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** A trained network with its preprocessing: raw columns in, labels or numbers in their own units out. Safe for several threads. */
public final class Predictor {

    private final Kernels kernels = Kernels.best();
    private final TrainingSpec spec;
    private final Preprocessing preprocessing;
    private final Model model;
    private final Parameters parameters;
    private final Forward forward;
    private final Evaluator evaluator;

    /**
     * @param network resolved
     * @param spec    resolved
     * @throws CheckpointFormatException if the state belongs to another network
     */
    public Predictor(ModelSpec network, TrainingSpec spec, ModelState state, Preprocessing preprocessing) {
        this.spec = spec;
        this.preprocessing = preprocessing;
        this.model = Model.of(network, spec);
        this.parameters = new Parameters(model.checked());
        parameters.restore(state.tensors());
        this.forward = new Forward(kernels, model, parameters);
        this.evaluator = new Evaluator(kernels, model, parameters);
    }

    /** @throws DataException if a value is missing that must not be, or leaves the range of float32 */
    public synchronized Predictions predict(Table rows) {
        var encoder = new RowEncoder(rows, IntStream.range(0, rows.rows()).toArray());
        var encoded = encoder.encode(preprocessing.features(), Scratch.onHeap());
        checkEntries(encoded);
        float[] outputs = forward.outputs(encoded);
        return spec.task() == Task.CLASSIFICATION
                ? classes(outputs, rows.rows(), encoder.warnings())
                : numbers(outputs, rows.rows(), encoder.warnings());
    }

    /** The loss and metrics over the rows that have a target. */
    public synchronized Evaluation evaluate(Table table) {
        int[] rows = Partition.usable(spec.task(), spec.target() == null ? List.of() : spec.target(), table);
        if (rows.length == 0) {
            throw new DataException("no row has a target");
        }
        var samples = TrainingData.encode(spec, preprocessing, table, rows, Scratch.onHeap());
        checkEntries(samples.features());
        var scoring = new Scoring(spec, preprocessing, model.checked().outputWidth());
        double loss = evaluator.loss(samples, scoring);
        var metrics = new LinkedHashMap<String, Double>();
        scoring.metrics().forEach((metric, value) -> metrics.put(metric.evaluationLabel(), value));
        if (spec.task() != Task.CLASSIFICATION) {
            return new Evaluation(rows.length, loss, metrics, null, null);
        }
        var matrix = new Evaluation.ConfusionMatrix(Scoring.classes(preprocessing), scoring.confusion());
        return new Evaluation(rows.length, loss, metrics, matrix, Evaluation.perClass(matrix));
    }

    /** What an embedding cannot look up is refused, never taken for its neighbour. */
    private void checkEntries(Rows features) {
        Integer entries = model.checked().entries();
        for (int row = 0; entries != null && row < features.rows(); row++) {
            for (int column = 0; column < features.width(); column++) {
                float entry = features.get(row, column);
                if (!(entry >= 0 && entry < entries && entry == (int) entry)) {
                    throw new DataException("column \"" + preprocessing.features().get(column).column() + "\", row " + row + ": must be a whole number from 0 to " + (entries - 1)
                            + ", an entry of the embedding (was " + entry + ")");
                }
            }
        }
    }

    private Predictions classes(float[] outputs, int rows, List<String> warnings) {
        int width = model.checked().outputWidth();
        var classes = Scoring.classes(preprocessing);
        double[][] probabilities = new double[rows][classes.size()];
        int[] labels = new int[rows];
        boolean logits = spec.loss().target() == Loss.Target.CLASS;
        float[] softmax = new float[outputs.length];
        if (logits) {
            kernels.softmax(outputs, softmax, rows, width);
        }
        for (int row = 0; row < rows; row++) {
            labels[row] = Scoring.predicted(outputs, row * width, width);
            if (logits) {
                for (int c = 0; c < width; c++) {
                    probabilities[row][c] = softmax[row * width + c];
                }
            } else {
                // A hinge margin is no log-odds, yet its sigmoid keeps the order and the decision at one half.
                probabilities[row][1] = Elementary.sigmoid(outputs[row]);
                probabilities[row][0] = Elementary.sigmoid(-outputs[row]);
            }
        }
        return new Predictions(classes, List.of(), probabilities, rows(outputs, rows), labels, warnings);
    }

    private Predictions numbers(float[] outputs, int rows, List<String> warnings) {
        var names = new ArrayList<String>();
        var encodings = new ArrayList<Encoding>();
        for (Encoding encoding : preprocessing.targets()) {
            for (int i = 0; i < encoding.width(); i++) {
                encodings.add(encoding);
                names.add(encoding instanceof Encoding.OneHot oneHot ? oneHot.column() + "=" + oneHot.categories().get(i) : encoding.column());
            }
        }
        double[][] values = new double[rows][names.size()];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < names.size(); j++) {
                values[row][j] = Scoring.inUnits(spec, encodings.get(j), outputs[row * names.size() + j], true);
            }
        }
        return new Predictions(List.of(), List.copyOf(names), values, rows(outputs, rows), null, warnings);
    }

    private static double[][] rows(float[] flat, int rows) {
        int width = rows == 0 ? 0 : flat.length / rows;
        double[][] split = new double[rows][width];
        for (int i = 0; i < rows * width; i++) {
            split[i / width][i % width] = flat[i];
        }
        return split;
    }
}
