package dev.descent.nn.train;

import dev.descent.nn.data.DataException;
import dev.descent.nn.data.Encoding;
import dev.descent.nn.data.Fitter;
import dev.descent.nn.data.Preprocessing;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.RowEncoder;
import dev.descent.nn.data.Samples;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.data.Split;
import dev.descent.nn.data.Table;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.Partition;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The rows of a run, split and encoded. Closed once the training has ended.
 *
 * @param validation null without validation
 * @param scratch    where the samples lie
 * @param closing    what happens at the end, such as giving the samples back
 */
public record TrainingData(Samples training, Samples validation, Preprocessing preprocessing, Scratch scratch, Runnable closing) implements AutoCloseable {

    /**
     * @param spec            resolved
     * @param validationTable the dataset that {@code spec.validation()} names; null if it names none
     * @param directory       where rows may lie that need not fit into the heap; null keeps all on the heap
     * @throws DataException                if a value cannot be encoded
     * @throws java.io.UncheckedIOException if the directory's disk has no room
     */
    public static TrainingData prepare(TrainingSpec spec, Table table, Table validationTable, Path directory) {
        return prepareIn(new Scratch(directory), spec, table, validationTable, null);
    }

    /**
     * @param scratch where the rows are put; it is closed with them, or here if they cannot be made
     * @param fitted  what the weights were trained with; null fits it to the training rows
     */
    public static TrainingData prepareIn(Scratch scratch, TrainingSpec spec, Table table, Table validationTable, Preprocessing fitted) {
        try {
            return encoded(spec, table, validationTable, fitted, scratch);
        } catch (RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    /** The same rows, for one of several readers. */
    public TrainingData closedBy(Runnable closing) {
        return new TrainingData(training, validation, preprocessing, scratch, closing);
    }

    private static TrainingData encoded(TrainingSpec spec, Table table, Table validationTable, Preprocessing fitted, Scratch scratch) {
        var targets = spec.target() == null ? List.<String>of() : spec.target();
        Split split = Partition.of(spec.task(), targets, spec.validation(), spec.seed(), table);
        var preprocessing = fitted == null ? fit(spec, table, split.training()) : fitted;
        Samples validation = validationTable != null
                ? encode(spec, preprocessing, validationTable, Partition.usable(spec.task(), targets, validationTable), scratch)
                : split.validation().length == 0 ? null : encode(spec, preprocessing, table, split.validation(), scratch);
        return new TrainingData(encode(spec, preprocessing, table, split.training(), scratch), validation, preprocessing, scratch, scratch::close);
    }

    private static Preprocessing fit(TrainingSpec spec, Table table, int[] rows) {
        var fitter = new Fitter(table, rows);
        var how = spec.preprocessing();
        var features = spec.features().stream().map(name -> fitter.feature(name, how)).toList();
        var scaling = spec.loss().target() == Loss.Target.BINARY ? PreprocessingSpec.Numeric.NONE : how.numeric();
        List<? extends Encoding> targets = switch (spec.task()) {
            case CLASSIFICATION -> List.of(fitter.classes(spec.target().getFirst()));
            case REGRESSION -> spec.target().stream().map(name -> fitter.scaled(name, scaling, PreprocessingSpec.Missing.REJECT)).toList();
            case RECONSTRUCTION -> features;
        };
        return new Preprocessing(features, List.copyOf(targets));
    }

    /** Rows of a table as the run reads them; all targets must be there. */
    static Samples encode(TrainingSpec spec, Preprocessing preprocessing, Table table, int[] rows, Scratch scratch) {
        var encoder = new RowEncoder(table, rows);
        var features = encoder.encode(preprocessing.features(), scratch);
        if (spec.task() == Task.RECONSTRUCTION) {
            return new Samples(features, features);
        }
        boolean signs = spec.loss().target() == Loss.Target.SIGN;
        return new Samples(features, encoder.encode(preprocessing.targets(), scratch, signs ? bit -> 2 * bit - 1 : DoubleUnaryOperator.identity()));
    }
}
