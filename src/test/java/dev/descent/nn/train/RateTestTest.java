package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import dev.descent.nn.train.RateTest.Point;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTestTest {

    private static final int ROWS = 320;

    @Test
    void rates_grow_by_the_same_factor_until_the_loss_explodes() {
        var points = points(1e-4, 100, 61);
        assertThat(points).hasSizeLessThan(61);
        for (int i = 1; i < points.size(); i++) {
            // six decades in sixty steps
            assertThat(points.get(i).learningRate() / points.get(i - 1).learningRate()).isCloseTo(Math.pow(10, 0.1), within(1e-9));
        }
        assertThat(points.getLast().smoothedLoss()).isGreaterThan(4 * RateTest.lowest(points).orElseThrow().smoothedLoss());
    }

    @Test
    void a_tenth_of_the_rate_with_the_lowest_loss_trains_and_ten_times_that_rate_does_not() {
        double lowest = RateTest.lowest(points(1e-4, 100, 100)).orElseThrow().learningRate();
        // Twice the mean of x² is 2 in standardized columns, so steps above a rate of 1 overshoot for ever; the smoothed loss sees it a few steps later.
        assertThat(lowest / 10).isBetween(0.01, 1.0);
        assertThat(loss(lowest / 10)).isLessThan(0.05);
        assertThat(loss(lowest * 10)).isNaN();
    }

    @Test
    void the_first_loss_is_that_of_the_initial_weights_and_the_first_smoothed_one_is_the_same() {
        var first = points(1e-4, 1, 10).getFirst();
        assertThat(first.smoothedLoss()).isCloseTo(first.loss(), within(1e-12));
        assertThat(first.learningRate()).isEqualTo(1e-4);
        assertThat(points(1e-4, 1, 10).getLast().learningRate()).isCloseTo(1, within(1e-12));
    }

    @Test
    void the_same_seed_gives_the_same_points() {
        assertThat(points(1e-4, 100, 50)).isEqualTo(points(1e-4, 100, 50));
    }

    @Test
    void a_loss_that_never_falls_has_no_lowest_point() {
        assertThat(RateTest.lowest(points(1e-12, 1e-11, 30))).isEmpty();
    }

    @Test
    void a_loss_that_is_not_finite_is_the_last_one() {
        var points = points(1e15, 1e30, 50);
        assertThat(points.subList(0, points.size() - 1)).allSatisfy(point -> assertThat(point.loss()).isFinite());
        assertThat(points.size()).isLessThan(10);
    }

    private static List<Point> points(double from, double to, int steps) {
        var resolved = resolved(0.01);
        try (var data = TrainingData.prepare(resolved.spec(), plane(), null, null)) {
            return new RateTest(resolved.model(), resolved.spec(), data).run(from, to, steps);
        }
    }

    /** Of the last of 20 epochs; NaN where the training diverges. */
    private static double loss(double rate) {
        var resolved = resolved(rate);
        double[] loss = {Double.NaN};
        var listener = new TrainingListener() {
            @Override
            public void epochEnded(EpochResult epoch) {
                loss[0] = epoch.trainLoss();
            }

            @Override
            public void checkpointTaken(Checkpoint checkpoint) {}
        };
        try (var data = TrainingData.prepare(resolved.spec(), plane(), null, null)) {
            new Trainer(resolved.model(), resolved.spec(), data, listener, () -> StopSignal.Request.CONTINUE).train(null);
            return loss[0];
        } catch (DivergedException e) {
            return Double.NaN;
        }
    }

    private static SpecResolver.Resolved resolved(double rate) {
        var request = new TrainingSpec(null, null, List.of("y"), null, new MeanSquaredError(), new Sgd(rate), null, null, null, 20, 32, null,
                Validation.NONE, null, null, null, null, 42L);
        var network = new NetworkSpec(null, List.of(new Dense(null, null, null, null, null, null, null)));
        var problems = new SpecProblems();
        return new SpecResolver(SpecLimits.DEFAULT).resolve(network, request, plane(), _ -> Optional.empty(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private static MemoryTable plane() {
        var random = CounterRandom.of(1, Purpose.SPLIT, 1);
        double[] x1 = IntStream.range(0, ROWS).mapToDouble(random::normal).toArray();
        double[] x2 = IntStream.range(0, ROWS).mapToDouble(i -> random.normal(ROWS + i)).toArray();
        double[] noise = IntStream.range(0, ROWS).mapToDouble(i -> random.normal(2 * ROWS + i)).toArray();
        return new MemoryTable(ROWS).with("x1", x1).with("x2", x2).with("y", IntStream.range(0, ROWS).mapToDouble(i -> 2 * x1[i] - x2[i] + 0.3 * noise[i]).toArray());
    }
}
