package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.ActivationLayer;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.DenseWeights;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.loss.SumOfSquaredErrors;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final PreprocessingSpec NONE = new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null);
    private static final List<Layer> DEEP = List.of(
            dense("a", 40, Function.LINEAR), new BatchNorm("b", null, null, null, null, null), new ActivationLayer("c", null, Function.RELU, null, null, null),
            new Dropout("d", null, 0.5, null), dense("e", 90, Function.RELU), dense("f", null, Function.LINEAR));

    @Test
    void the_worked_example_of_the_lecture_shows_its_gradients_and_its_dead_unit() {
        var one = new MemoryTable(1).with("x1", 2).with("x2", 1).with("y", 5);
        var layers = List.<Layer>of(
                new Dense("hidden", null, 2, null, Function.RELU, null, new DenseWeights(List.of(List.of(0., 2.), List.of(-4., -1.)), List.of(3., 1.))),
                new Dense("out", null, null, null, null, null, new DenseWeights(List.of(List.of(-2., 0.)), List.of(6.))));
        var figures = new Observed(one, layers, spec(new Sgd(0.001), 1, 1, 1, NONE, true), false).figures.getLast();
        // lecture notes "Neural Networks": ∂L/∂w1 = 72, ∂L/∂w2 = ∂L/∂b1 = 36, ∂L/∂w5 = −90, ∂L/∂b3 = −18
        assertThat(figures.get(0).gradientNorm()).isCloseTo(Math.sqrt(72 * 72 + 2 * 36 * 36), within(1e-12));
        assertThat(figures.get(1).gradientNorm()).isCloseTo(Math.sqrt(90 * 90 + 18 * 18), within(1e-12));
        // after the update w1 = −0.072, w2 = 1.964, b1 = 2.964: o1 = 2·w1 + w2 + b1, and the other unit stays at 0
        double o1 = 2 * -0.072 + 1.964 + 2.964;
        assertThat(figures.get(0).deadShare()).isEqualTo(0.5);
        assertThat(figures.get(0).activationMean()).isCloseTo(o1 / 2, within(1e-6));
        assertThat(figures.get(0).activationStd()).isCloseTo(o1 / 2, within(1e-6));
        assertThat(figures.get(1).deadShare()).isNull();
        // w5 = −1.91, b3 = 6.018
        assertThat(figures.get(1).activationMean()).isCloseTo(-1.91 * o1 + 6.018, within(1e-5));
        assertThat(figures.get(1).activationStd()).isZero();
    }

    @Test
    void only_what_comes_out_of_a_relu_can_be_dead_and_only_what_has_parameters_has_a_gradient() {
        var figures = new Observed(wave(200), DEEP, spec(new Adam(0.01, null, null, null), 2, 32, 1, null, false), false).figures.getLast();
        assertThat(figures.stream().map(LayerFigures::name)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(figures.stream().map(layer -> layer.deadShare() != null)).containsExactly(false, false, true, false, true, false);
        assertThat(figures.stream().map(layer -> layer.gradientNorm() != null)).containsExactly(true, true, false, false, true, true);
        assertThat(figures).allSatisfy(layer -> assertThat(layer.activationStd()).isPositive());
        assertThat(figures.get(0).parameters()).isEqualTo(2 * 40 + 40);
    }

    @Test
    void squares_of_the_layers_add_up_to_the_square_of_the_whole_gradient() {
        var observed = new Observed(wave(64), DEEP, spec(new Sgd(0.01), 1, 64, 1, null, true), false);
        double squares = observed.figures.getLast().stream().filter(layer -> layer.gradientNorm() != null)
                .mapToDouble(layer -> layer.gradientNorm() * layer.gradientNorm()).sum();
        assertThat(Math.sqrt(squares)).isCloseTo(observed.gradientNorm, within(1e-9 * observed.gradientNorm));
    }

    @Test
    void looking_changes_no_bit_and_threads_change_no_figure() {
        var spec = spec(new Adam(0.01, null, null, null), 3, 48, 1, null, false);
        var undisturbed = new Observed(wave(300), DEEP, spec, false);
        var watched = new Observed(wave(300), DEEP, spec, true);
        assertThat(watched.digest).isEqualTo(undisturbed.digest);
        assertThat(watched.figures).hasSize(3 * 7 + 1);
        assertThat(watched.figures.getFirst()).as("before the first step").allSatisfy(layer -> assertThat(layer.gradientNorm()).isNull());
        assertThat(watched.figures.getLast()).isEqualTo(undisturbed.figures.getLast());
        var threaded = new Observed(wave(300), DEEP, spec(new Adam(0.01, null, null, null), 3, 48, 3, null, false), true);
        assertThat(threaded.figures).isEqualTo(watched.figures);
    }

    private static Layer dense(String name, Integer units, Function activation) {
        return new Dense(name, null, units, null, activation, null, null);
    }

    private static TrainingSpec spec(Optimizer optimizer, int epochs, int batch, int threads, PreprocessingSpec preprocessing, boolean sum) {
        return new TrainingSpec(null, null, List.of("y"), preprocessing, sum ? new SumOfSquaredErrors() : new MeanSquaredError(), optimizer, null, null,
                sum ? null : new GradientClip(null, 0.5), epochs, batch, null, Validation.NONE, null, null, null, Threads.of(threads), 42L);
    }

    private static MemoryTable wave(int rows) {
        var random = CounterRandom.of(1, Purpose.SPLIT, 1);
        double[] x1 = IntStream.range(0, rows).mapToDouble(random::normal).toArray();
        double[] x2 = IntStream.range(0, rows).mapToDouble(i -> random.normal(rows + i)).toArray();
        return new MemoryTable(rows).with("x1", x1).with("x2", x2).with("y", IntStream.range(0, rows).mapToDouble(i -> x1[i] * x2[i]).toArray());
    }

    /** A training with all that was seen of its layers. */
    private static final class Observed {

        final List<List<LayerFigures>> figures = new ArrayList<>();
        final String digest;
        double gradientNorm;

        /** @param watched whether a checkpoint is asked for before every batch */
        Observed(MemoryTable table, List<Layer> layers, TrainingSpec request, boolean watched) {
            var problems = new SpecProblems();
            var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(new NetworkSpec(null, layers), request, table, _ -> Optional.empty(), problems)
                    .orElseThrow(() -> new AssertionError(problems.all()));
            var listener = new TrainingListener() {
                @Override
                public void epochEnded(EpochResult epoch) {
                    gradientNorm = epoch.gradientNorm();
                }

                @Override
                public void layersInspected(List<LayerFigures> layers) {
                    figures.add(layers);
                }

                @Override
                public void checkpointTaken(Checkpoint checkpoint) {}
            };
            StopSignal signal = () -> watched ? StopSignal.Request.CHECKPOINT : StopSignal.Request.CONTINUE;
            try (var data = TrainingData.prepare(resolved.spec(), table, null, null)) {
                digest = new Trainer(resolved.model(), resolved.spec(), data, listener, signal).train(null).checkpoint().model().weightsDigest();
            }
        }
    }
}
