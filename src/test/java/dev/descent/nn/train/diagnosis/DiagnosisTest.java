package dev.descent.nn.train.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.initializer.Normal;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.DenseWeights;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.loss.MeanAbsoluteError;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.optimizer.Adam;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.train.diagnosis.Diagnosis.Fit;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trainings that are made to show one thing each. All findings of each are listed, so that each is also a test of what must not be found. */
class DiagnosisTest {

    private static final Optimizer ADAM = new Adam(0.01, null, null, null);

    @Test
    void a_network_that_suits_its_data_is_good() {
        var diagnosis = Diagnosis.of(Course.of(Course.crossed(400), Course.dense(Function.RELU, 16), Course.spec(new CrossEntropy(null), ADAM, 100)));
        assertThat(codes(diagnosis)).containsExactly(Code.GOOD);
        assertThat(diagnosis.fit()).isEqualTo(Fit.GOOD);
        assertThat(diagnosis.evidence()).singleElement().asString().startsWith("After epoch 100 the training loss is 0.");
    }

    @Test
    void a_line_through_a_plane_is_good_too() {
        assertThat(codes(Diagnosis.of(Course.of(Course.plane(300), Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), new GradientDescent(0.1), 100)))))
                .containsExactly(Code.GOOD);
    }

    @Test
    void learning_chance_by_heart_is_overfitting_and_says_since_when() {
        var recorded = Course.of(Course.chance(60), Course.dense(Function.RELU, 32), Course.spec(new CrossEntropy(null), ADAM, 120));
        var diagnosis = Diagnosis.of(recorded);
        assertThat(codes(diagnosis)).containsExactly(Code.OVERFITTING);
        assertThat(diagnosis.fit()).isEqualTo(Fit.OVERFITTING);
        var best = recorded.curve().lowest(Curve.Point::valLoss);
        assertThat(diagnosis.evidence().getFirst()).startsWith("The validation loss was lowest in epoch " + best.epoch() + " with ");
        assertThat(diagnosis.findings().getFirst().changes())
                .isEqualTo(Map.of("regularization", Map.of("l2", 0.001), "earlyStopping", Map.of("metric", "valLoss", "patience", 10)));
    }

    @Test
    void a_line_that_is_to_part_what_no_line_parts_underfits_and_stands_still() {
        var diagnosis = Diagnosis.of(Course.of(Course.crossed(400), Course.dense(Function.LINEAR), Course.spec(new CrossEntropy(null), ADAM, 100)));
        assertThat(codes(diagnosis)).containsExactlyInAnyOrder(Code.UNDERFITTING, Code.PLATEAU);
        assertThat(diagnosis.fit()).isEqualTo(Fit.UNDERFITTING);
    }

    @Test
    void a_loss_that_becomes_infinite_is_diverged_and_a_tenth_of_the_rate_is_proposed() {
        var diagnosis = Diagnosis.of(Course.of(Course.plane(100), Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), new Sgd(5.0), 100)));
        assertThat(diagnosis.fit()).isEqualTo(Fit.DIVERGED);
        assertThat(codes(diagnosis)).contains(Code.DIVERGED).doesNotContain(Code.UNDERFITTING, Code.GOOD);
        assertThat(diagnosis.evidence().getFirst()).contains("not finite in epoch ");
        assertThat(diagnosis.findings().getFirst().changes())
                .isEqualTo(Map.of("optimizer", Map.of("type", "sgd", "learningRate", 0.5), "gradientClip", Map.of("type", "norm", "max", 1.0)));
    }

    @Test
    void a_rate_beyond_the_curvature_makes_the_loss_rise() {
        // The Hessian of the standardized problem has eigenvalues around 2, so a step of 1.02 overshoots by a little more than it gains.
        var diagnosis = Diagnosis.of(Course.of(Course.plane(300), Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), new GradientDescent(1.02), 20)));
        assertThat(codes(diagnosis)).contains(Code.LEARNING_RATE_TOO_HIGH).doesNotContain(Code.GOOD, Code.LEARNING_RATE_TOO_LOW);
    }

    @Test
    void steps_of_fixed_length_around_a_minimum_make_the_loss_swing() {
        var diagnosis = Diagnosis.of(Course.of(Course.plane(300), Course.dense(Function.LINEAR), Course.spec(new MeanAbsoluteError(), new GradientDescent(1.5), 60)));
        assertThat(codes(diagnosis)).contains(Code.LEARNING_RATE_TOO_HIGH).doesNotContain(Code.LEARNING_RATE_TOO_LOW);
        var finding = finding(diagnosis, Code.LEARNING_RATE_TOO_HIGH);
        assertThat(finding.evidence()).startsWith("The training loss swings by ");
        assertThat(finding.changes()).isEqualTo(Map.of("optimizer", Map.of("type", "gd", "learningRate", 0.5)));
    }

    @Test
    void a_loss_that_creeps_asks_for_a_higher_rate() {
        var diagnosis = Diagnosis.of(Course.of(Course.plane(300), Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), new GradientDescent(1e-4), 50)));
        assertThat(codes(diagnosis)).containsExactlyInAnyOrder(Code.UNDERFITTING, Code.LEARNING_RATE_TOO_LOW);
        assertThat(finding(diagnosis, Code.LEARNING_RATE_TOO_LOW).changes()).isEqualTo(Map.of("optimizer", Map.of("type", "gd", "learningRate", 0.001)));
    }

    @Test
    void units_far_below_zero_are_dead() {
        var weights = new DenseWeights(Collections.nCopies(4, List.of(0.5, 0.5)), List.of(1., -90., -90., -90.));
        var layers = List.<Layer>of(new Dense("hidden", null, 4, null, Function.RELU, null, weights), new Dense("out", null, null, null, null, null, null));
        var finding = finding(Diagnosis.of(Course.of(Course.plane(200), layers, Course.spec(new MeanSquaredError(), ADAM, 5))), Code.DEAD_RELU);
        assertThat(finding.layer()).isEqualTo("hidden");
        assertThat(finding.evidence()).isEqualTo("3 of 4 units of the layer \"hidden\" (75 %) are 0 for every row that was looked at.");
    }

    @Test
    void gradients_vanish_in_a_tower_of_sigmoids_and_not_in_one_of_relus() {
        var tower = new int[] {8, 8, 8, 8, 8, 8, 8};
        var spec = Course.spec(new MeanSquaredError(), new Sgd(0.01), 3);
        var vanishing = Diagnosis.of(Course.of(Course.plane(200), Course.dense(Function.SIGMOID, tower), spec));
        assertThat(finding(vanishing, Code.VANISHING_GRADIENT).layer()).isEqualTo("hidden1");
        assertThat(codes(Diagnosis.of(Course.of(Course.plane(200), Course.dense(Function.RELU, tower), spec))))
                .doesNotContain(Code.VANISHING_GRADIENT, Code.EXPLODING_GRADIENT);
    }

    @Test
    void tiny_weights_below_large_ones_make_a_gradient_explode() {
        var layers = List.<Layer>of(new Dense("tiny", null, 8, false, null, new Normal(0., 1e-5), null), new Dense("out", null, null, false, null, null, null));
        var diagnosis = Diagnosis.of(Course.of(Course.plane(200), layers, Course.spec(new MeanSquaredError(), new Sgd(1e-6), 1)));
        assertThat(finding(diagnosis, Code.EXPLODING_GRADIENT).layer()).isEqualTo("tiny");
        assertThat(finding(diagnosis, Code.EXPLODING_GRADIENT).changes()).isEqualTo(Map.of("gradientClip", Map.of("type", "norm", "max", 1.0)));
    }

    @Test
    void a_rare_class_is_told_with_weights_that_make_up_for_it() {
        double[] x = Course.normal(1, 210);
        var table = new MemoryTable(210).with("x", x).with("y", IntStream.range(0, 210).mapToObj(i -> i % 21 == 0 ? "rare" : "usual").toList());
        var finding = finding(Diagnosis.of(Course.of(table, Course.dense(Function.RELU, 4), Course.spec(new CrossEntropy(null), ADAM, 3))), Code.CLASS_IMBALANCE);
        // 40 % are held out, class by class: 6 of 10 and 120 of 200 stay; 126 / 2 / 6 and 126 / 2 / 120, rounded to two digits
        assertThat(finding.evidence()).isEqualTo("The class \"usual\" has 120 training rows, the class \"rare\" 6.");
        assertThat(finding.changes()).isEqualTo(Map.of("loss", Map.of("type", "crossEntropy", "classWeights", List.of(11.0, 0.53))));
        var weighted = Course.spec(new CrossEntropy(List.of(10., 1.)), ADAM, 3);
        assertThat(codes(Diagnosis.of(Course.of(table, Course.dense(Function.RELU, 4), weighted)))).doesNotContain(Code.CLASS_IMBALANCE);
    }

    @Test
    void columns_that_give_the_answer_away_and_columns_that_say_nothing_are_named() {
        var table = Course.plane(200);
        var copied = table.with("twice", IntStream.range(0, 200).mapToDouble(i -> 2 * table.numeric("y")[i]).toArray()).with("one", new double[200]);
        var findings = Diagnosis.of(Course.of(copied, Course.dense(Function.LINEAR), Course.spec(new MeanSquaredError(), ADAM, 3))).findings();
        assertThat(findings.stream().filter(finding -> finding.code() == Code.LEAKING_COLUMN)).singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).contains("\"twice\"").contains("r = "));
        assertThat(findings.stream().filter(finding -> finding.code() == Code.CONSTANT_COLUMN)).singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).contains("\"one\""));
    }

    @Test
    void a_category_that_goes_with_one_class_leaks_too() {
        var table = Course.crossed(200);
        int[] classes = table.codes("y");
        var copied = table.with("copy", IntStream.range(0, 200).mapToObj(i -> (classes[i] == 0 ? "a" : "b") + i % 2).toList())
                .with("chance", IntStream.range(0, 200).mapToObj(i -> i % 3 == 0 ? "c" : "d").toList());
        var diagnosis = Diagnosis.of(Course.of(copied, Course.dense(Function.RELU, 4), Course.spec(new CrossEntropy(null), ADAM, 3)));
        assertThat(diagnosis.findings().stream().filter(finding -> finding.code() == Code.LEAKING_COLUMN)).singleElement()
                .satisfies(finding -> assertThat(finding.evidence()).isEqualTo("The feature \"copy\" has values that go with one class each in the training rows."));
    }

    private static List<Code> codes(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::code).distinct().toList();
    }

    private static Finding finding(Diagnosis diagnosis, Code code) {
        return diagnosis.findings().stream().filter(finding -> finding.code() == code).findFirst()
                .orElseThrow(() -> new AssertionError("found only " + diagnosis));
    }
}
