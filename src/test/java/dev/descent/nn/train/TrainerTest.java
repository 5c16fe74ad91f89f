package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Add;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.DenseWeights;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.loss.BinaryCrossEntropy;
import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.loss.SumOfSquaredErrors;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Nesterov;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.schedule.LearningRate;
import dev.descent.nn.schedule.LinearWarmup;
import dev.descent.nn.schedule.Plateau;
import dev.descent.nn.spec.EarlyStopping;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {

    private static final NetworkSpec SMALL =
            new NetworkSpec(null, List.of(dense(8, Function.TANH), new Dropout(null, null, 0.25, null), dense(null, null)));

    private static final NetworkSpec NORMALIZED = new NetworkSpec(null, List.of(
            new BatchNorm("first", null, null, null, null, null), new Dense("a", null, 8, null, null, null, null), new Dropout("b", null, 0.25, null),
            new BatchNorm("c", null, null, 0.3, Function.TANH, null), new LayerNorm("d", List.of("a"), null, Function.RELU, null),
            new Add("e", List.of("c", "d"), null), new Dense("f", null, null, null, null, null, null)));

    private final MemoryTable table = moons(103);

    @Test
    void the_worked_example_of_the_lecture_comes_out_number_by_number() {
        var model = new NetworkSpec(null, List.of(
                new Dense("hidden", null, 2, null, Function.RELU, null, new DenseWeights(List.of(List.of(0., 2.), List.of(-4., -1.)), List.of(3., 1.))),
                new Dense("out", null, null, null, null, null, new DenseWeights(List.of(List.of(-2., 0.)), List.of(6.)))));
        var one = new MemoryTable(1).with("x1", 2).with("x2", 1).with("y", 5);
        var training = new Training(one, model, spec("y", new SumOfSquaredErrors(), new Sgd(0.001), null, 1, 1, Validation.NONE, null,
                new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null)));
        var state = training.run(null, Integer.MAX_VALUE).checkpoint().model();
        assertThat(training.epochs.getFirst().trainLoss()).isEqualTo(81);
        // lecture notes "Neural Networks": w1 = -0.072, w5 = -1.91, ‖g‖² = 72² + 36² + 36² + 90² + 18²
        assertThat(state.tensors().get("hidden.weight").values()).containsExactly(new float[] {-0.072f, 1.964f, -4f, -1f}, within(1e-7f));
        assertThat(state.tensors().get("out.weight").values()).containsExactly(new float[] {-1.91f, 0f}, within(1e-7f));
        assertThat(training.epochs.getFirst().gradientNorm()).isEqualTo(Math.sqrt(72 * 72 + 2 * 36 * 36 + 90 * 90 + 18 * 18));
    }

    @Test
    void a_training_stopped_at_any_batch_and_continued_gives_the_same_bits() {
        stopAndContinue(SMALL);
        stopAndContinue(NORMALIZED);
    }

    private void stopAndContinue(NetworkSpec network) {
        for (Optimizer optimizer : List.of(new Adam(0.01, null, null, null), new Nesterov(0.05, null))) {
            var spec = spec("label", null, optimizer, new Plateau(Metric.VAL_LOSS, 0.5, 1), 7, 10, null,
                    new EarlyStopping(Metric.VAL_ACCURACY, 6, 0.), null);
            var straight = new Training(table, network, spec);
            var expected = straight.run(null, Integer.MAX_VALUE);
            for (int stopAfter = 0; stopAfter < 60; stopAfter += 7) {
                var interrupted = new Training(table, network, spec);
                var halfway = interrupted.run(null, stopAfter);
                assertThat(halfway.reason()).isEqualTo(TrainingOutcome.Reason.STOPPED);
                var bytes = CheckpointFormat.write(halfway.checkpoint());
                var finished = interrupted.again().run(CheckpointFormat.read(bytes), Integer.MAX_VALUE);
                assertThat(finished.reason()).isEqualTo(expected.reason());
                assertThat(finished.checkpoint().model().weightsDigest()).isEqualTo(expected.checkpoint().model().weightsDigest());
                assertThat(finished.checkpoint().best().orElseThrow().weightsDigest())
                        .isEqualTo(expected.checkpoint().best().orElseThrow().weightsDigest());
                assertThat(interrupted.losses()).isEqualTo(straight.losses());
            }
        }
    }

    /** Both layers of a sum get the same gradient: with one step of length 1 along a gradient cut to norm 1, the weights move by 1. */
    @Test
    void parameters_that_share_a_gradient_are_clipped_once() {
        var zeros = new DenseWeights(List.of(List.of(0.)), List.of(0.));
        var network = new NetworkSpec(null, List.of(new Dense("a", null, 1, null, null, null, zeros), new Dense("b", List.of("input"), 1, null, null, null, zeros),
                new Add("sum", List.of("a", "b"), null)));
        var request = new TrainingSpec(null, null, List.of("y"), new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null), null, new Sgd(1.),
                null, null, new GradientClip(GradientClip.Type.NORM, 1.), 1, 1, null, Validation.NONE, null, null, null, null, 42L);
        var tensors = new Training(new MemoryTable(1).with("x", 1).with("y", 100), network, request).run(null, Integer.MAX_VALUE).checkpoint().model().tensors();
        for (Tensor tensor : tensors.values()) {
            assertThat(tensor.values()).containsExactly(new float[] {0.5f}, within(1e-6f));
        }
    }

    /**
     * Batches (1, 3) and (7): running mean 0 → (0 + 2)/2 = 1 → (1 + 7)/2 = 4; running variance 1 → (1 + 2)/2 = 1.5, with the variance
     * over m − 1 = 1, and one row has none.
     */
    @Test
    void running_statistics_follow_the_batches_and_predictions_use_them() {
        var ones = new DenseWeights(List.of(List.of(1.)), List.of(0.));
        var network = new NetworkSpec(null, List.of(new BatchNorm("norm", null, null, 0.5, null, null), new Dense("out", null, null, null, null, null, ones)));
        var request = new TrainingSpec(null, null, List.of("y"), new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null), null, new Adam(1e-30, null, null, null),
                null, null, null, 1, 2, false, Validation.NONE, null, null, null, null, 42L);
        var training = new Training(new MemoryTable(3).with("x", 1, 3, 7).with("y", 0, 0, 0), network, request);
        var checkpoint = CheckpointFormat.read(CheckpointFormat.write(training.run(null, Integer.MAX_VALUE).checkpoint()));
        var tensors = checkpoint.model().tensors();
        assertThat(tensors.keySet()).containsExactly("norm.bias", "norm.running_mean", "norm.running_var", "norm.weight", "out.bias", "out.weight");
        assertThat(tensors.get("norm.running_mean").values()).containsExactly(4f);
        assertThat(tensors.get("norm.running_var").values()).containsExactly(1.5f);
        assertThat(checkpoint.progress().slots().keySet()).noneMatch(slot -> slot.contains("running"));
        var predictor = new Predictor(training.resolved.model(), training.resolved.spec(), checkpoint.model(), checkpoint.preprocessing());
        double alone = (10 - 4) / Math.sqrt(1.5 + 1e-5);
        assertThat(predictor.predict(new MemoryTable(1).with("x", 10)).values()[0][0]).isCloseTo(alone, within(1e-6));
        assertThat(predictor.evaluate(new MemoryTable(1).with("x", 10).with("y", 1)).loss()).isCloseTo((alone - 1) * (alone - 1), within(1e-5));
    }

    @Test
    void a_batch_of_one_row_is_refused_where_rows_are_normalized_together() {
        var one = new MemoryTable(1).with("x", 1).with("y", 1);
        var three = new MemoryTable(3).with("x", 1, 2, 3).with("y", 1, 2, 3);
        var network = new NetworkSpec(null, List.of(new BatchNorm(null, null, null, null, null, null), dense(null, null)));
        for (Optimizer optimizer : List.of(new Sgd(0.1), new GradientDescent(0.1))) {
            assertThat(problems(one, network, spec("y", null, optimizer, null, 1, null, Validation.NONE, null, null))).containsExactly("/dataset");
        }
        assertThat(problems(three, network, spec("y", null, new Sgd(0.1), null, 1, 1, Validation.NONE, null, null))).containsExactly("/batchSize");
        assertThat(problems(three, network, spec("y", null, new Sgd(0.1), null, 1, 2, Validation.NONE, null, null))).isEmpty();
        assertThat(problems(three, network, spec("y", null, new GradientDescent(0.1), null, 1, 1, Validation.NONE, null, null))).isEmpty();
    }

    @Test
    void another_seed_gives_other_weights() {
        var one = new Training(table, SMALL, spec("label", null, new Sgd(0.1), null, 2, 10, null, null, null));
        var other = new Training(table, SMALL, withSeed(one.request, 43));
        assertThat(one.run(null, 1000).checkpoint().model().weightsDigest())
                .isNotEqualTo(other.run(null, 1000).checkpoint().model().weightsDigest());
    }

    @Test
    void a_loss_that_is_not_finite_ends_the_training_and_names_its_place() {
        var training = new Training(table, SMALL, spec("x1", null, new Sgd(100.), null, 50, 10, Validation.NONE, null, null));
        assertThatThrownBy(() -> training.run(null, Integer.MAX_VALUE)).isInstanceOfSatisfying(DivergedException.class, e -> {
            assertThat(e.epoch()).isPositive();
            assertThat(e.batch()).isBetween(1, 11);
            assertThat(e.best().isPresent()).isEqualTo(e.epoch() > 1);
        });
    }

    @Test
    void a_plateau_is_looked_for_once_the_warm_up_is_over() {
        var constant = new MemoryTable(4).with("x", 1, 2, 3, 4).with("y", 0, 0, 0, 0);
        var zeros = new DenseWeights(List.of(List.of(0.)), List.of(0.));
        var schedule = new LinearWarmup(4, 1.0, new Plateau(Metric.TRAIN_LOSS, 0.5, 1));
        var training = new Training(constant, new NetworkSpec(null, List.of(new Dense("out", null, null, null, null, null, zeros))),
                spec("y", null, new Sgd(0.8), schedule, 6, 2, Validation.NONE, null, null));
        training.run(null, Integer.MAX_VALUE);
        // Two steps an epoch: the third is the first that the plateau sees, the fourth stands still, the fifth is slower.
        assertThat(training.epochs.stream().map(EpochResult::learningRate)).containsExactly(0.8, 0.8, 0.8, 0.8, 0.4, 0.2);
    }

    @Test
    void rows_without_a_target_may_leave_nothing_to_validate_on() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] y = {2, 4, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        var labels = Arrays.asList("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        var rare = new MemoryTable(10).with("x", x).with("y", y).with("label", labels);
        for (String target : List.of("y", "label")) {
            var training = new Training(rare, new NetworkSpec(null, List.of(dense(null, null))),
                    spec(target, null, new Sgd(0.1), null, 2, null, null, null, null));
            assertThat(training.run(null, Integer.MAX_VALUE).reason()).isEqualTo(TrainingOutcome.Reason.MAX_EPOCHS);
            assertThat(training.resolved.spec().validation()).isNull();
            assertThat(training.resolved.warnings()).anyMatch(warning -> warning.startsWith("no validation"));
        }
    }

    @Test
    void binary_cross_entropy_wants_zeros_and_ones_also_from_features_that_are_reconstructed() {
        var data = new MemoryTable(4).with("bit", 0, 1, 1, 0).with("number", 0.5, -3, 2, 7);
        var raw = new PreprocessingSpec(PreprocessingSpec.Numeric.NONE, null, null);
        assertThat(problems(data, reconstruction(List.of("bit"), raw))).isEmpty();
        assertThat(problems(data, reconstruction(List.of("bit", "number"), raw))).containsExactly("/loss");
        assertThat(problems(data, reconstruction(List.of("bit"), null))).containsExactly("/preprocessing/numeric");
    }

    private static TrainingSpec reconstruction(List<String> features, PreprocessingSpec preprocessing) {
        return new TrainingSpec(Task.RECONSTRUCTION, features, null, preprocessing, new BinaryCrossEntropy(), null, null, null, null, 1, null, null,
                null, null, null, null, null, null);
    }

    private static List<String> problems(MemoryTable table, TrainingSpec request) {
        return problems(table, new NetworkSpec(null, List.of(dense(null, null))), request);
    }

    private static List<String> problems(MemoryTable table, NetworkSpec network, TrainingSpec request) {
        var problems = new SpecProblems();
        new SpecResolver(SpecLimits.DEFAULT).resolve(network, request, table, name -> Optional.empty(), problems);
        return problems.all().stream().map(SpecProblem::pointer).toList();
    }

    @Test
    void every_flipped_bit_and_every_truncation_of_a_checkpoint_is_found() {
        var training = new Training(table, SMALL, spec("label", null, new Adam(null, null, null, null), null, 2, 10, null, null, null));
        byte[] bytes = CheckpointFormat.write(training.run(null, 15).checkpoint());
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> CheckpointFormat.read(damaged)).isInstanceOf(CheckpointFormatException.class);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> CheckpointFormat.read(cut)).isInstanceOf(CheckpointFormatException.class);
        }
    }

    private static Layer dense(Integer units, Function activation) {
        return new Dense(null, null, units, null, activation, null, null);
    }

    private static TrainingSpec spec(String target, Loss loss, Optimizer optimizer, LearningRate schedule, int epochs, Integer batch,
            Validation validation, EarlyStopping early, PreprocessingSpec preprocessing) {
        return new TrainingSpec(null, null, List.of(target), preprocessing, loss, optimizer, schedule, null, null, epochs, batch, null,
                validation, early, null, null, null, 42L);
    }

    private static TrainingSpec withSeed(TrainingSpec spec, long seed) {
        return new TrainingSpec(spec.task(), spec.features(), spec.target(), spec.preprocessing(), spec.loss(), spec.optimizer(), spec.schedule(),
                spec.regularization(), spec.gradientClip(), spec.epochs(), spec.batchSize(), spec.shuffle(), spec.validation(),
                spec.earlyStopping(), spec.stopping(), spec.checkpoint(), spec.threads(), seed);
    }

    private static MemoryTable moons(int rows) {
        var random = CounterRandom.of(1, Purpose.SPLIT, 1);
        double[] x1 = new double[rows];
        double[] x2 = new double[rows];
        var label = new ArrayList<String>();
        for (int i = 0; i < rows; i++) {
            x1[i] = random.normal(2 * i);
            x2[i] = random.normal(2 * i + 1);
            label.add(x1[i] * x2[i] > 0 ? "same" : "other");
        }
        return new MemoryTable(rows).with("x1", x1).with("x2", x2).with("label", label);
    }

    /** One run of the core, with what its listener heard. */
    private static final class Training {

        final List<EpochResult> epochs = new ArrayList<>();
        final TrainingSpec request;
        private final MemoryTable table;
        private final SpecResolver.Resolved resolved;

        Training(MemoryTable table, NetworkSpec model, TrainingSpec request) {
            this.table = table;
            this.request = request;
            var problems = new SpecProblems();
            this.resolved = new SpecResolver(SpecLimits.DEFAULT)
                    .resolve(model, request, table, name -> Optional.empty(), problems)
                    .orElseThrow(() -> new AssertionError(problems.all()));
        }

        /** Later epochs are added to those heard already. */
        Training again() {
            return this;
        }

        TrainingOutcome run(Checkpoint resume, int stopAfter) {
            int[] batches = {0};
            var listener = new TrainingListener() {
                @Override
                public void epochEnded(EpochResult epoch) {
                    epochs.add(epoch);
                }

                @Override
                public void checkpointTaken(Checkpoint checkpoint) {}
            };
            var data = TrainingData.prepare(resolved.spec(), table, null, null);
            return new Trainer(resolved.model(), resolved.spec(), data, listener,
                            () -> batches[0]++ < stopAfter ? StopSignal.Request.CONTINUE : StopSignal.Request.STOP)
                    .train(resume);
        }

        List<List<Object>> losses() {
            return epochs.stream().map(e -> List.<Object>of(e.epoch(), e.trainLoss(), e.valLoss(), e.metrics(), e.learningRate(), e.gradientNorm())).toList();
        }
    }
}
