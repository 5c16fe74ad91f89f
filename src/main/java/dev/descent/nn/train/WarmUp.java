package dev.descent.nn.train;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.AvgPool2d;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Extent;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.Reshape;
import dev.descent.nn.loss.BinaryCrossEntropy;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Hinge;
import dev.descent.nn.loss.Huber;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanAbsoluteError;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.loss.SumOfSquaredErrors;
import dev.descent.nn.optimizer.AdaDelta;
import dev.descent.nn.optimizer.AdaGrad;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.AdamW;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Momentum;
import dev.descent.nn.optimizer.Nesterov;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.RmsProp;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.Regularization;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver.Resolved;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Small trainings of made-up data that end with the kernels compiled: until then a vector is an object and every operation on it
 * a call, which takes a hundred times longer. What users train first is warmed first, in rounds, since the compiler works meanwhile.
 */
public final class WarmUp {

    /** With batches of 16: two whole ones and a single row, which has a kernel of its own. */
    private static final int ROWS = 33;
    private static final int BATCH = 16;
    private static final List<String> FEATURES = IntStream.range(0, 20).mapToObj(i -> "x" + i).toList();
    /** Some six hundred calls of a kernel make the JVM compile it, five thousand what is too short to have a loop. */
    private static final int STEPS = 900;
    /** At a time: long enough for hundreds of warm steps, a few cold ones start the compiler. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private record Training(
            String target, Loss loss, Optimizer optimizer, GradientClip clip, Regularization regularization, int threads, List<Layer> layers) {}

    private final MemoryTable table = table(ROWS + ROWS / 4);
    private final MemoryTable row = table(1);
    private final StopSignal signal;

    /** @param signal is asked before every mini-batch; whatever it answers but to continue ends the warm-up */
    public WarmUp(StopSignal signal) {
        this.signal = signal;
    }

    /** Returns whether it came to its end. Rests as long as it trains: the compiler needs a core, and so may others. */
    public boolean run() {
        var turns = new ArrayDeque<Turn>();
        trainings().forEach(training -> turns.add(new Turn(training, STEPS)));
        while (!turns.isEmpty()) {
            var turn = turns.remove();
            long began = System.nanoTime();
            train(turn);
            if (turn.isEnded) {
                return false;
            }
            if (turn.steps > 0) {
                turns.add(new Turn(turn.training, turn.steps));
            }
            LockSupport.parkNanos(System.nanoTime() - began);
        }
        return true;
    }

    private void train(Turn turn) {
        var resolved = resolve(turn.training);
        try (var data = TrainingData.prepare(resolved.spec(), table, null, null)) {
            var outcome = new Trainer(resolved.model(), resolved.spec(), data, new Unheard(), turn).train(null);
            var predictor = new Predictor(resolved.model(), resolved.spec(), outcome.checkpoint().model(), data.preprocessing());
            predictor.predict(table);
            predictor.predict(row);
        }
    }

    /** Between them every function, loss, optimizer and kernel, and networks whose panels are odd and even in number, full and not. */
    private static List<Training> trainings() {
        var norm = new GradientClip(GradientClip.Type.NORM, 0.1);
        var value = new GradientClip(GradientClip.Type.VALUE, 1.0);
        var penalty = new Regularization(0.0001, 0.0001, null);
        return List.of(
                new Training("class", new CrossEntropy(null), new Adam(0.001, null, null, null), null, null, 1, dense(Function.RELU, 40, 24)),
                new Training("number", new MeanSquaredError(), new Adam(0.001, null, null, null), null, null, 1, dense(Function.RELU, 32, 32)),
                new Training("class", new CrossEntropy(null), new Momentum(0.001, null), null, null, 2, dense(Function.RELU, 8, 200)),
                new Training("number", new MeanSquaredError(), new Sgd(0.001), norm, penalty, 1, dense(Function.TANH, 24, 17)),
                new Training("bit", new BinaryCrossEntropy(), new Nesterov(0.001, null), value, null, 1, dense(Function.SIGMOID, 24, 17)),
                new Training("number", new SumOfSquaredErrors(), new GradientDescent(0.0001), null, null, 1, dense(Function.LINEAR)),
                new Training("class", new CrossEntropy(List.of(1., 2., 3.)), new AdamW(0.001, null, null, null, null), null, null, 1, normalized()),
                new Training("number", new Huber(null), new RmsProp(0.001, null, null), null, penalty, 1, dense(Function.GELU, 24, 17)),
                new Training("number", new MeanAbsoluteError(), new AdaGrad(0.001, null), null, null, 1, dense(Function.SOFTPLUS, 24, 17)),
                new Training("side", new Hinge(), new AdaDelta(null, null, null, null), null, null, 1, joined()),
                new Training("number", new MeanSquaredError(), new Adam(0.001, null, null, null), null, null, 1, dense(Function.GELU_TANH, 24, 17)),
                new Training("class", new CrossEntropy(null), new Adam(0.001, null, null, null), null, null, 1, convolved()),
                new Training("number", new MeanSquaredError(), new Adam(0.001, null, null, null), norm, null, 1, recurrent()));
    }

    private static List<Layer> normalized() {
        return List.of(new Dense(null, null, 24, null, Function.SILU, null, null), new BatchNorm(null, null, null, null, null, null),
                new Dense(null, null, 17, null, null, null, null), new LayerNorm(null, null, null, Function.ELU, null), new Dropout(null, null, 0.2, null),
                new Dense(null, null, null, null, null, null, null));
    }

    /** The features as a picture of one channel, whose patches are multiplied, and as one of many. */
    private static List<Layer> convolved() {
        var three = Extent.of(3, 3);
        return List.of(new Reshape(null, null, List.of(1, 4, 5), null), new Conv2d(null, null, 20, three, null, Extent.of(1, 1), null, Function.RELU, null, null),
                new Conv2d(null, null, 33, three, null, Extent.of(1, 1), null, null, null, null), new MaxPool2d(null, null, Extent.of(2, 2), null, null),
                new AvgPool2d(null, null, Extent.of(2, 1), null, null), new FlattenLayer(null, null, null), new Dense(null, null, null, null, null, null, null));
    }

    private static List<Layer> recurrent() {
        return List.of(new Reshape(null, null, List.of(10, 2), null), new Lstm(null, null, 17, true, null, null, null), new Gru(null, null, 16, null, null, null, null),
                new Dense(null, null, null, null, null, null, null));
    }

    private static List<Layer> joined() {
        return List.of(new Dense("a", null, 17, false, Function.ELU, null, null), new Dense("b", List.of("input"), 17, null, null, null, null),
                new Add("sum", List.of("a", "b"), Function.LEAKY_RELU), new Concat("all", List.of("sum", "b"), null),
                new Dense(null, null, null, null, null, null, null));
    }

    private static List<Layer> dense(Function function, int... units) {
        var layers = new ArrayList<Layer>();
        Arrays.stream(units).forEach(width -> layers.add(new Dense(null, null, width, null, function, null, null)));
        layers.add(new Dense(null, null, null, null, null, null, null));
        return layers;
    }

    private Resolved resolve(Training training) {
        var request = new TrainingSpec(null, FEATURES, List.of(training.target), null, training.loss, training.optimizer, null, training.regularization,
                training.clip, STEPS, BATCH, null, null, null, null, null, Threads.of(training.threads), 1L);
        var problems = new SpecProblems();
        return new SpecResolver(SpecLimits.DEFAULT).resolve(new NetworkSpec(null, training.layers), request, table, _ -> Optional.empty(), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
    }

    private static MemoryTable table(int rows) {
        var table = new MemoryTable(rows);
        for (int column = 0; column < FEATURES.size(); column++) {
            var random = CounterRandom.of(column, Purpose.SPLIT, 1);
            table.with(FEATURES.get(column), IntStream.range(0, rows).mapToDouble(random::normal).toArray());
        }
        double[] first = table.numeric(FEATURES.getFirst());
        return table.with("number", first)
                .with("bit", Arrays.stream(first).map(x -> x > 0 ? 1 : 0).toArray())
                .with("side", Arrays.stream(first).mapToObj(x -> x > 0 ? "right" : "left").toList())
                .with("class", Arrays.stream(first).mapToObj(x -> x > 0.3 ? "high" : x > -0.3 ? "middle" : "low").toList());
    }

    /** A part of a training: some steps of it, or as many as fit into the time. */
    private final class Turn implements StopSignal {

        private final Training training;
        private long began;
        private int steps;
        private boolean isEnded;

        /** @param steps that are left of the training */
        Turn(Training training, int steps) {
            this.training = training;
            this.steps = steps;
        }

        @Override
        public Request request() {
            isEnded = signal.request() != Request.CONTINUE;
            began = began == 0 ? System.nanoTime() : began;
            return isEnded || steps-- == 0 || System.nanoTime() - began > TURN_NANOS ? Request.STOP : Request.CONTINUE;
        }
    }

    private static final class Unheard implements TrainingListener {

        @Override
        public void epochEnded(EpochResult epoch) {}

        @Override
        public void checkpointTaken(Checkpoint checkpoint) {}
    }
}
