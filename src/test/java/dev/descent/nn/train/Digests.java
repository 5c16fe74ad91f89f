package dev.descent.nn.train;

import dev.descent.nn.augmentation.Crop;
import dev.descent.nn.augmentation.Flip;
import dev.descent.nn.augmentation.Noise;
import dev.descent.nn.augmentation.Rotate;
import dev.descent.nn.augmentation.Shift;
import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.AvgPool1d;
import dev.descent.nn.layer.AvgPool2d;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Conv1d;
import dev.descent.nn.layer.Conv2d;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Extent;
import dev.descent.nn.layer.FlattenLayer;
import dev.descent.nn.layer.Gru;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.layer.Lstm;
import dev.descent.nn.layer.MaxPool1d;
import dev.descent.nn.layer.MaxPool2d;
import dev.descent.nn.layer.Reshape;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.Huber;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.optimizer.AdaDelta;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.Momentum;
import dev.descent.nn.optimizer.Nesterov;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.Regularization;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Short trainings that between them meet every kernel; also a program that prints their digests. */
final class Digests {

    static final List<String> CASES = List.of("small", "wide", "graph", "norms", "image", "signal", "memory", "augmented");
    private static final int ROWS = 301;

    private static final PreprocessingSpec AUGMENTATION = new PreprocessingSpec(null, null, null,
            List.of(new Flip(null, null), new Shift(0, 1), new Crop(0.5), new Rotate(20.0), new Noise(0.1)));

    private Digests() {}

    public static void main(String[] arguments) {
        System.out.println("bits=" + Kernels.best().bits());
        System.out.println("fma=" + (Kernels.hasFusedMultiplyAdd() ? "hardware" : "software"));
        CASES.forEach(name -> System.out.println(name + "=" + of(name, "1")));
    }

    /** @param threads a number, or {@code auto} */
    static String of(String name, String threads) {
        return train(name, threads.equals("auto") ? Threads.of(threads) : Threads.of(Integer.valueOf(threads)), () -> StopSignal.Request.CONTINUE);
    }

    /** With threads that are there for every other mini-batch. */
    static String withChangingCores(String name) {
        return train(name, Threads.of("auto"), new StopSignal() {
            private int asked;

            @Override
            public Request request() {
                return Request.CONTINUE;
            }

            @Override
            public boolean hasIdleCores(int threads) {
                return asked++ % 2 == 0;
            }
        });
    }

    private static String train(String name, Threads threads, StopSignal signal) {
        return switch (name) {
            case "small" -> train(dense(List.of(Function.TANH, Function.RELU), 20, 7), "y", new Huber(0.7), new Adam(0.01, null, null, null), null, 32, threads, signal);
            // Enough for more than one block of k and of rows, and for threads to be worth while.
            case "wide" -> train(dense(List.of(Function.RELU, Function.GELU), 530, 300), "label", new CrossEntropy(List.of(1., 2., 0.5)), new Nesterov(0.01, null),
                    new GradientClip(GradientClip.Type.NORM, 0.5), 230, threads, signal);
            // The last batch of an epoch is a single row.
            case "norms" -> train(norms(), "label", new CrossEntropy(null), new Adam(0.01, null, null, null), new GradientClip(GradientClip.Type.NORM, 0.5), 48, threads, signal);
            case "image" -> train(image(), "label", new CrossEntropy(null), new Adam(0.01, null, null, null), null, 21, threads, signal);
            case "signal" -> train(signal(), "y", new MeanSquaredError(), new Momentum(0.01, null), null, 48, threads, signal);
            case "memory" -> train(recurrent(), "y", new MeanSquaredError(), new Adam(0.01, null, null, null), new GradientClip(GradientClip.Type.NORM, 0.5), 50, threads, signal);
            case "augmented" -> train(List.of(1, 1, 5), AUGMENTATION, List.of(new FlattenLayer("a", null, null), new Dense("b", null, 33, null, Function.RELU, null, null),
                    new Dense("c", null, null, null, null, null, null)), "y", new MeanSquaredError(), new Adam(0.01, null, null, null), null, 50, threads, signal);
            default -> train(graph(), "label", new CrossEntropy(null), new AdaDelta(null, null, null, null), new GradientClip(GradientClip.Type.VALUE, 0.1), 50, threads, signal);
        };
    }

    private static List<Layer> dense(List<Function> functions, int... units) {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < units.length; i++) {
            layers.add(new Dense(null, null, units[i], null, functions.get(i), null, null));
        }
        layers.add(new Dense(null, null, null, null, null, null, null));
        return layers;
    }

    private static List<Layer> graph() {
        return List.of(new Dense("a", null, 33, null, Function.SOFTPLUS, null, null), new Dropout("b", null, 0.3, Function.SILU),
                new Dense("c", List.of("input"), 33, false, Function.ELU, null, null), new Add("d", List.of("b", "c"), Function.SIGMOID),
                new Concat("e", List.of("a", "d", "c"), Function.LEAKY_RELU), new Dense("f", null, 17, null, Function.GELU_TANH, null, null),
                new Dense("g", null, null, null, null, null, null));
    }

    /** The five features as channels of a picture that a dense layer draws, and as one of a few channels themselves. */
    private static List<Layer> image() {
        return List.of(new Dense("wide", null, 324, null, null, null, null), new Reshape("picture", null, List.of(9, 6, 6), null),
                new Conv2d("a", null, 20, Extent.of(3, 3), null, Extent.of(1, 1), null, Function.RELU, null, null), new BatchNorm("b", null, null, null, null, null),
                new MaxPool2d("c", null, Extent.of(2, 2), null, null), new Conv2d("d", null, 17, Extent.of(2, 3), Extent.of(1, 2), Extent.of(0, 1), false, Function.TANH, null, null),
                new Dropout("e", null, 0.3, null), new AvgPool2d("f", null, Extent.of(2, 1), Extent.of(1, 1), null), new FlattenLayer("g", null, null),
                new Dense("h", null, null, null, null, null, null));
    }

    private static List<Layer> signal() {
        return List.of(new Reshape("line", null, List.of(1, 5), null), new Conv1d("a", null, 33, 3, 1, 1, true, Function.RELU, null, null),
                new Conv1d("b", null, 20, 2, 1, 0, true, Function.SILU, null, null), new MaxPool1d("c", null, 2, 1, null), new AvgPool1d("d", null, 2, 1, null),
                new FlattenLayer("e", null, null), new Dense("f", null, null, null, null, null, null));
    }

    private static List<Layer> recurrent() {
        return List.of(new Dense("wide", null, 35, null, null, null, null), new Reshape("steps", null, List.of(7, 5), null), new Lstm("a", null, 20, true, null, null, null),
                new LayerNorm("b", null, null, null, null), new Gru("c", null, 33, true, null, null, null), new Concat("d", List.of("a", "c"), null),
                new Gru("e", null, 9, false, Function.TANH, null, null), new Dense("f", null, null, null, null, null, null));
    }

    private static List<Layer> norms() {
        return List.of(new BatchNorm("a", null, null, null, null, null), new Dense("b", null, 67, false, null, null, null),
                new LayerNorm("c", null, null, Function.GELU, null), new Dropout("d", null, 0.3, null), new BatchNorm("e", null, null, 0.3, Function.RELU, null),
                new BatchNorm("f", List.of("b"), null, null, null, null), new Add("g", List.of("e", "f"), null), new LayerNorm("h", null, null, null, null),
                new Dense("i", null, null, null, null, null, null));
    }

    private static String train(List<Layer> layers, String target, Loss loss, Optimizer optimizer, GradientClip clip, int batch, Threads threads, StopSignal signal) {
        return train(null, null, layers, target, loss, optimizer, clip, batch, threads, signal);
    }

    private static String train(List<Integer> inputShape, PreprocessingSpec preprocessing, List<Layer> layers, String target, Loss loss, Optimizer optimizer, GradientClip clip, int batch,
            Threads threads, StopSignal signal) {
        var table = table();
        var request = new TrainingSpec(null, List.of("x0", "x1", "x2", "x3", "x4"), List.of(target), preprocessing, loss, optimizer, null,
                new Regularization(0.0001, 0.001, null), clip, 3, batch, null, null, null, null, null, threads, 7L);
        var problems = new SpecProblems();
        var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(new NetworkSpec(inputShape, layers), request, table, name -> Optional.empty(), problems)
                .orElseThrow(() -> new IllegalStateException(problems.all().toString()));
        try (var data = TrainingData.prepare(resolved.spec(), table, null, null)) {
            var losses = new ArrayList<Double>();
            var listener = new TrainingListener() {
                @Override
                public void epochEnded(EpochResult epoch) {
                    losses.addAll(List.of(epoch.trainLoss(), epoch.valLoss(), epoch.gradientNorm()));
                }

                @Override
                public void checkpointTaken(Checkpoint checkpoint) {}
            };
            var outcome = new Trainer(resolved.model(), resolved.spec(), data, listener, signal).train(null);
            return outcome.checkpoint().model().weightsDigest() + losses;
        }
    }

    private static MemoryTable table() {
        var table = new MemoryTable(ROWS);
        for (int column = 0; column < 5; column++) {
            var random = CounterRandom.of(column, Purpose.SPLIT, 1);
            table = table.with("x" + column, IntStream.range(0, ROWS).mapToDouble(random::normal).toArray());
        }
        double[] first = table.numeric("x0");
        double[] second = table.numeric("x1");
        return table.with("y", IntStream.range(0, ROWS).mapToDouble(i -> first[i] * second[i]).toArray())
                .with("label", IntStream.range(0, ROWS).mapToObj(i -> first[i] * second[i] > 0.3 ? "high" : first[i] > second[i] ? "low" : "middle").toList());
    }
}
