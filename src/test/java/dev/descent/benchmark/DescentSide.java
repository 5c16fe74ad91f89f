package dev.descent.benchmark;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.RowEncoder;
import dev.descent.nn.data.Rows;
import dev.descent.nn.data.Scratch;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Extent;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.loss.SumOfSquaredErrors;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Momentum;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.EpochResult;
import dev.descent.nn.train.InnerForward;
import dev.descent.nn.train.ModelState;
import dev.descent.nn.train.Predictor;
import dev.descent.nn.train.StopSignal;
import dev.descent.nn.train.Trainer;
import dev.descent.nn.train.TrainingData;
import dev.descent.nn.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A workload as Descent is asked for it, through the doors that the service uses; all that the benchmarks know of the core. */
final class DescentSide implements AutoCloseable {

    /** Never reached: the window ends a training. */
    private static final int EPOCHS = 1_000_000_000;

    /** Rows lie in a mapped file, as they do in the service. */
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Workload workload;
    private final ModelSpec model;
    private final TrainingSpec spec;
    private final TrainingData data;

    DescentSide(Workload workload, SyntheticData rows) {
        this.workload = workload;
        var table = table(workload, rows, workload.rows);
        var problems = new SpecProblems();
        var resolved = new SpecResolver(SpecLimits.NONE).resolve(network(workload), request(workload), table, name -> Optional.empty(), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
        this.model = resolved.model();
        this.spec = resolved.spec();
        this.data = TrainingData.prepare(spec, table, null, DIRECTORY);
    }

    @Override
    public void close() {
        data.close();
    }

    /** A training of its own; each of its windows goes on where the last one stopped. */
    Contender training(Threads threads) {
        return new Contender() {

            private Checkpoint state;

            @Override
            public String name() {
                return "Descent, threads " + threads.json();
            }

            @Override
            public void run(Window window) {
                state = train(threads, state, epoch -> {}, () -> window.goesOn() ? StopSignal.Request.CONTINUE : StopSignal.Request.STOP);
            }

            @Override
            public double unitsPerStep() {
                return workload.unitsPerStep();
            }
        };
    }

    /** Trains until the signal stops it. */
    Checkpoint train(Threads threads, Checkpoint state, EpochEnd epochEnd, StopSignal signal) {
        var listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochResult epoch) {
                epochEnd.reached(epoch.epoch());
            }

            @Override
            public void checkpointTaken(Checkpoint checkpoint) {}
        };
        return new Trainer(model, withThreads(threads), data, listener, signal).train(state).checkpoint();
    }

    /** Predictions by the forward pass alone, and by all that the service asks for. */
    List<Prediction> predictions(SyntheticData rows) {
        return List.of(new InnerPrediction(rows), new TablePrediction(rows));
    }

    private final class InnerPrediction implements Prediction {

        private final InnerForward forward = new InnerForward(model, spec, state());
        private final Rows[] ones = new Rows[SINGLE_ROWS];
        private final Rows many;

        InnerPrediction(SyntheticData rows) {
            var table = table(workload, rows, MANY_ROWS);
            Arrays.setAll(ones, row -> encoded(table, row, 1));
            many = encoded(table, 0, MANY_ROWS);
        }

        private Rows encoded(MemoryTable table, int from, int count) {
            return new RowEncoder(table, IntStream.range(from, from + count).toArray()).encode(data.preprocessing().features(), Scratch.onHeap());
        }

        @Override
        public String name() {
            return "Descent, inside the core";
        }

        @Override
        public Object one(int row) {
            return forward.outputs(ones[row]);
        }

        @Override
        public Object many() {
            return forward.outputs(many);
        }
    }

    private final class TablePrediction implements Prediction {

        private final Predictor predictor = new Predictor(model, spec, state(), data.preprocessing());
        private final MemoryTable one;
        private final MemoryTable many;

        TablePrediction(SyntheticData rows) {
            one = table(workload, rows, 1);
            many = table(workload, rows, MANY_ROWS);
        }

        @Override
        public String name() {
            return "Descent, table to labels";
        }

        @Override
        public Object one(int row) {
            return predictor.predict(one);
        }

        @Override
        public Object many() {
            return predictor.predict(many);
        }
    }

    /** The weights after some steps of training. */
    private ModelState state() {
        int[] steps = {0};
        return train(Threads.of(1), null, epoch -> {}, () -> steps[0]++ < 100 ? StopSignal.Request.CONTINUE : StopSignal.Request.STOP).model();
    }

    @FunctionalInterface
    interface EpochEnd {
        void reached(int epoch);
    }

    /** The first rows as a table. */
    static MemoryTable table(Workload workload, SyntheticData rows, int count) {
        var table = new MemoryTable(count);
        int width = workload.inputs();
        for (int column = 0; column < width; column++) {
            double[] values = new double[count];
            for (int row = 0; row < count; row++) {
                values[row] = rows.features()[row * width + column];
            }
            table.with("x" + column, values);
        }
        if (workload.outputs() == 1) {
            double[] values = new double[count];
            Arrays.setAll(values, row -> rows.targets()[row]);
            return table.with("y", values);
        }
        var labels = new ArrayList<String>(count);
        for (int row = 0; row < count; row++) {
            labels.add(Integer.toString((int) rows.targets()[row]));
        }
        return table.with("y", labels);
    }

    private static ModelSpec network(Workload workload) {
        if (workload == Workload.W5) {
            return new NetworkSpec(List.of(1, 28, 28), List.of(convolution(20), pool(), convolution(50), pool(), new FlattenLayer(null, null, null),
                    new Dense(null, null, 500, null, Function.RELU, null, null), new Dense(null, null, 10, null, null, null, null)));
        }
        if (workload == Workload.W8) {
            return new NetworkSpec(List.of(50, 2), List.of(new Lstm(null, null, 32, null, null, null, null), new Dense(null, null, 1, null, null, null, null)));
        }
        var layers = new ArrayList<Layer>();
        for (int i = 1; i < workload.widths.length; i++) {
            var activation = i < workload.widths.length - 1 ? Function.RELU : Function.LINEAR;
            layers.add(new Dense(null, null, workload.widths[i], null, activation, null, null));
        }
        return new NetworkSpec(null, layers);
    }

    private static Layer convolution(int filters) {
        return new Conv2d(null, null, filters, Extent.of(5, 5), null, null, null, null, null, null);
    }

    private static Layer pool() {
        return new MaxPool2d(null, null, Extent.of(2, 2), null, null);
    }

    private static TrainingSpec request(Workload workload) {
        double rate = workload.learning.rate;
        Optimizer optimizer = switch (workload.learning) {
            case ADAM -> new Adam(rate, null, null, null);
            case MOMENTUM -> new Momentum(rate, 0.9);
            case SGD -> new Sgd(rate);
            case GRADIENT_DESCENT -> new GradientDescent(rate);
        };
        Loss loss = optimizer.isFullBatch() ? new SumOfSquaredErrors() : workload.outputs() == 1 ? new MeanSquaredError() : new CrossEntropy(null);
        return new TrainingSpec(null, null, List.of("y"), new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null), loss, optimizer, null, null,
                null, EPOCHS, workload.batch, true, Validation.NONE, null, null, null, null, 42L);
    }

    private TrainingSpec withThreads(Threads threads) {
        return new TrainingSpec(spec.task(), spec.features(), spec.target(), spec.preprocessing(), spec.loss(), spec.optimizer(), spec.schedule(),
                spec.regularization(), spec.gradientClip(), spec.epochs(), spec.batchSize(), spec.shuffle(), spec.validation(), spec.earlyStopping(),
                spec.stopping(), spec.checkpoint(), threads, spec.seed());
    }
}
