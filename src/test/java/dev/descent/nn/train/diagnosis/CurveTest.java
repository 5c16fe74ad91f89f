package dev.descent.nn.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.kernel.Function;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.spec.DataFacts;
import dev.descent.nn.train.diagnosis.Diagnosis.Fit;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Diagnoses of curves that are drawn by hand. */
class CurveTest {

    private static final DoubleUnaryOperator FALLING = epoch -> Math.exp(-epoch / 20);

    @Test
    void a_long_curve_is_shown_by_few_epochs_that_keep_its_ends_its_best_and_a_tail_without_gaps() {
        var epochs = Curve.epochs(0, 100_000, 77_777);
        assertThat(epochs).hasSizeLessThan(240).contains(1, 2, 8, 77_777).isSorted().doesNotHaveDuplicates();
        assertThat(epochs.subList(epochs.size() - 32, epochs.size())).first().isEqualTo(99_969);
        assertThat(epochs).last().isEqualTo(100_000);
        assertThat(Curve.epochs(0, 3, 0)).containsExactly(1, 2, 3);
        assertThat(Curve.epochs(0, 0, 0)).isEmpty();
        assertThat(Curve.epochs(40, 43, 12)).as("of a fork, whose best epoch is its parent's").containsExactly(41, 42, 43);
    }

    @Test
    void a_hundred_thousand_epochs_are_diagnosed_as_all_their_points_would_be() {
        assertThat(diagnosis(100_000, epoch -> Math.exp(-epoch / 20_000), epoch -> 0.3 + Math.pow(epoch / 100_000 - 0.5, 2)).evidence().getFirst())
                .startsWith("The validation loss was lowest in epoch 50");
    }

    @Test
    void a_validation_loss_that_turns_while_the_training_loss_falls_is_overfitting() {
        var diagnosis = diagnosis(100, FALLING, epoch -> epoch < 40 ? 1 - epoch / 80 : 0.5 + (epoch - 40) / 100);
        assertThat(diagnosis.fit()).isEqualTo(Fit.OVERFITTING);
        // the mean of the last ten: 0.5 + 55.5 / 100
        assertThat(diagnosis.evidence().getFirst()).startsWith("The validation loss was lowest in epoch 40 with 0.5 and has risen to 1.06 (111 % more) by epoch 100")
                .contains("while the training loss fell from 0.135 to ");
    }

    @Test
    void a_validation_loss_that_turns_together_with_the_training_loss_is_not() {
        var diagnosis = diagnosis(100, epoch -> 0.2 + Math.abs(epoch - 40) / 100, epoch -> 0.2 + Math.abs(epoch - 40) / 100);
        assertThat(codes(diagnosis)).doesNotContain(Code.OVERFITTING).contains(Code.LEARNING_RATE_TOO_HIGH);
    }

    @Test
    void a_noisy_validation_loss_is_not() {
        assertThat(codes(diagnosis(100, FALLING, epoch -> 0.2 + 0.1 * Math.sin(7 * epoch)))).containsExactly(Code.GOOD);
    }

    @Test
    void a_validation_loss_that_is_next_to_nothing_may_rise() {
        assertThat(codes(diagnosis(100, FALLING, epoch -> 0.001 + epoch / 100_000))).containsExactly(Code.GOOD);
    }

    @Test
    void a_validation_loss_that_never_follows_is_overfitting_too() {
        assertThat(diagnosis(100, FALLING, _ -> 0.95).fit()).isEqualTo(Fit.OVERFITTING);
    }

    @Test
    void a_loss_that_comes_to_rest_above_nothing_is_a_plateau_since_then() {
        var diagnosis = diagnosis(100, epoch -> 0.3 + 0.7 * Math.exp(-epoch / 5), epoch -> 0.3 + 0.7 * Math.exp(-epoch / 5));
        assertThat(codes(diagnosis)).containsExactly(Code.GOOD, Code.PLATEAU);
        // 0.7·e^(−28/5) = 0.0026 is the first that is less than 1 % of 0.3
        assertThat(diagnosis.evidence().get(1)).startsWith("The training loss was down to 0.303 in epoch 28").contains("in the 72 epochs since");
    }

    @Test
    void a_loss_that_comes_to_rest_at_nothing_is_none() {
        assertThat(codes(diagnosis(100, epoch -> 0.01 + Math.exp(-epoch / 5), epoch -> 0.01 + Math.exp(-epoch / 5)))).containsExactly(Code.GOOD);
    }

    @Test
    void a_loss_ten_times_that_of_the_first_epoch_has_run_away() {
        assertThat(diagnosis(10, epoch -> Math.pow(2, epoch), null).fit()).isEqualTo(Fit.DIVERGED);
    }

    @Test
    void the_noise_of_batches_is_no_swing() {
        assertThat(codes(diagnosis(50, epoch -> 0.5 + 0.02 * Math.sin(5 * epoch), null))).doesNotContain(Code.LEARNING_RATE_TOO_HIGH, Code.LEARNING_RATE_TOO_LOW);
    }

    @Test
    void one_epoch_tells_nothing_yet() {
        assertThat(diagnosis(1, _ -> 0.9, _ -> 0.9)).isEqualTo(Diagnosis.NOTHING_KNOWN);
        assertThat(Diagnosis.of(recorded(0, FALLING, null))).isEqualTo(Diagnosis.NOTHING_KNOWN);
    }

    private static List<Code> codes(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::code).toList();
    }

    private static Diagnosis diagnosis(int epochs, DoubleUnaryOperator train, DoubleUnaryOperator val) {
        return Diagnosis.of(recorded(epochs, train, val));
    }

    /** A regression on standardized targets, where guessing the mean costs 1. */
    private static Recorded recorded(int epochs, DoubleUnaryOperator train, DoubleUnaryOperator val) {
        var points = Curve.epochs(0, epochs, 0).stream().map(epoch ->
                new Curve.Point(epoch, train.applyAsDouble(epoch), val == null ? null : val.applyAsDouble(epoch), Map.of(), 0.1, 1)).toList();
        var spec = Course.of(Course.plane(20), Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), new GradientDescent(0.1), 1)).spec();
        return new Recorded(new Curve(points), spec, List.of(), DataFacts.UNKNOWN, true, null);
    }
}
