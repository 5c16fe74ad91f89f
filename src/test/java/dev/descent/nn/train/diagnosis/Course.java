package dev.descent.nn.train.diagnosis;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import dev.descent.nn.train.Checkpoint;
import dev.descent.nn.train.DivergedException;
import dev.descent.nn.train.EpochResult;
import dev.descent.nn.train.LayerFigures;
import dev.descent.nn.train.StopSignal;
import dev.descent.nn.train.Trainer;
import dev.descent.nn.train.TrainingData;
import dev.descent.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small trainings to be diagnosed. */
final class Course implements TrainingListener {

    private final List<Curve.Point> points = new ArrayList<>();
    private List<LayerFigures> figures = List.of();

    /** Trains to the end, whatever that is, and keeps what a diagnosis is made of. */
    static Recorded of(MemoryTable table, List<Layer> layers, TrainingSpec request) {
        var problems = new SpecProblems();
        var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(new NetworkSpec(null, layers), request, table, _ -> Optional.empty(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        var course = new Course();
        String divergence = null;
        try (var data = TrainingData.prepare(resolved.spec(), table, null, null)) {
            new Trainer(resolved.model(), resolved.spec(), data, course, () -> StopSignal.Request.CONTINUE).train(null);
        } catch (DivergedException e) {
            divergence = e.getMessage();
        }
        return new Recorded(new Curve(course.points), resolved.spec(), course.figures, resolved.facts(), divergence == null, divergence);
    }

    static TrainingSpec spec(Loss loss, Optimizer optimizer, int epochs) {
        return spec(loss, optimizer, epochs, new Validation(0.4, null, null, null, null));
    }

    static TrainingSpec spec(Loss loss, Optimizer optimizer, int epochs, Validation validation) {
        return new TrainingSpec(null, null, List.of("y"), null, loss, optimizer, null, null, null, epochs, null, null, validation, null, null, null, null, 42L);
    }

    /** Hidden layers of these widths, and the output. */
    static List<Layer> dense(Function activation, int... units) {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < units.length; i++) {
            layers.add(new Dense("hidden" + (i + 1), null, units[i], null, activation, null, null));
        }
        layers.add(new Dense("out", null, null, null, null, null, null));
        return layers;
    }

    static double[] normal(int stream, int rows) {
        var random = CounterRandom.of(stream, Purpose.SPLIT, 1);
        return IntStream.range(0, rows).mapToDouble(random::normal).toArray();
    }

    /** Two classes that no line parts: the sign of x1·x2. */
    static MemoryTable crossed(int rows) {
        double[] x1 = normal(1, rows);
        double[] x2 = normal(2, rows);
        return new MemoryTable(rows).with("x1", x1).with("x2", x2)
                .with("y", IntStream.range(0, rows).mapToObj(i -> x1[i] * x2[i] > 0 ? "same" : "other").toList());
    }

    /** y = 2 x1 − x2 and a little noise. */
    static MemoryTable plane(int rows) {
        double[] x1 = normal(1, rows);
        double[] x2 = normal(2, rows);
        double[] noise = normal(3, rows);
        return new MemoryTable(rows).with("x1", x1).with("x2", x2).with("y", IntStream.range(0, rows).mapToDouble(i -> 2 * x1[i] - x2[i] + 0.1 * noise[i]).toArray());
    }

    /** A class that ten columns tell nothing of. */
    static MemoryTable chance(int rows) {
        var table = new MemoryTable(rows);
        for (int column = 1; column <= 10; column++) {
            table = table.with("x" + column, normal(column, rows));
        }
        double[] y = normal(99, rows);
        return table.with("y", IntStream.range(0, rows).mapToObj(i -> y[i] > 0 ? "up" : "down").toList());
    }

    @Override
    public void epochEnded(EpochResult epoch) {
        points.add(new Curve.Point(epoch.epoch(), epoch.trainLoss(), epoch.valLoss(), epoch.metrics(), epoch.learningRate(), epoch.gradientNorm()));
    }

    @Override
    public void layersInspected(List<LayerFigures> layers) {
        figures = layers;
    }

    @Override
    public void checkpointTaken(Checkpoint checkpoint) {}
}
