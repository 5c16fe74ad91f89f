package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each recipe of the lecture shows what it promises: by the reference numbers where there are some, by plain mathematics elsewhere. */
class RecipesTest extends EndToEnd {

    private static final Path ORACLES = Path.of("src/test/resources/oracles");

    @Test
    void the_recipes_are_listed_in_the_order_of_the_lecture_and_their_runs_are_labelled() {
        var list = descent.get("/api/v1/recipes").expect(200).json().get("data");
        assertThat(list.valueStream().map(recipe -> recipe.get("id").asString())).containsExactly("gradient-descent", "chain-rule", "cubic-fit", "perceptron",
                "relu", "optimizers", "initializations", "overfitting", "batch-size",
                "convolution", "signals", "forecast", "embedding");
        for (var recipe : list) {
            assertThat(descent.get("/api/v1/recipes/" + recipe.get("id").asString()).expect(200).json()).isEqualTo(recipe);
            assertThat(recipe.get("look").asString().split("\\.( |$)")).as("sentences of %s", recipe.get("id")).hasSize(2);
            recipe.get("requests").valueStream().filter(request -> request.get("path").asString().equals("/runs"))
                    .forEach(request -> assertThat(request.at("/body/labels/recipe")).isEqualTo(recipe.get("id")));
        }
        descent.get("/api/v1/recipes/none").expect(404);
        descent.post("/api/v1/recipes/none/runs", "").expect(404);
    }

    @Test
    void gradient_descent_takes_the_reference_paths_on_a_parabola() {
        var paths = answers("gradient-descent").valueStream().map(answer -> answer.get("path")).toList();
        var oracle = read("x_squared");
        var near = Closeness.of(oracle.at("/tolerance/float64"));
        near.history("0.1", from(paths.get(0)), weights(oracle));
        near.history("0.9", from(paths.get(3)), weights(oracle.at("/variants/0")));
        near.history("1.0", from(paths.get(4)), weights(oracle.at("/variants/1")));
        near.history("1.1", from(paths.get(5)), weights(oracle.at("/variants/2")));
        // x after k steps is (1 − 2·rate)^k times the start.
        assertThat(from(paths.get(1))).allSatisfy(x -> assertThat(x).isNegative());
        assertThat(from(paths.get(2)).getFirst()).isCloseTo(0.2 * 3, within(1e-12));
        assertThat(answers("gradient-descent").valueStream().map(answer -> answer.get("converged").asBoolean())).containsExactly(true, true, true, true, false, false);
    }

    @Test
    void the_chain_rule_comes_with_the_numbers_of_the_lecture() {
        var answers = answers("chain-rule");
        assertThat(answers.get(0).get("gradients").toString()).isEqualTo("{\"x\":-4.0,\"y\":-4.0,\"z\":3.0}");
        assertThat(answers.get(1).get("loss").asDouble()).isEqualTo(read("handmade_2_2_1").at("/by_hand/values/loss").asDouble());
        assertThat(Closeness.flat(answers.get(1).get("nodes").get(1).get("gradient"))).startsWith(36);
    }

    @Test
    void a_cubic_is_fitted_too_slowly_to_and_fro_and_not_at_all() {
        var runs = runs("cubic-fit");
        var low = read("cubic_starts_lr_low");
        var slow = List.of(low, low.at("/variants/0"), low.at("/variants/1"), low.at("/variants/2"));
        for (int i = 0; i < 4; i++) {
            same(low, slow.get(i), runs.get(i));
        }
        same(read("cubic_lr_high_oscillating"), read("cubic_lr_high_oscillating"), runs.get(7));
        same(read("cubic_lr_high_diverging"), read("cubic_lr_high_diverging").at("/variants/0"), runs.get(8));
        same(read("cubic_lr_high_diverging"), read("cubic_lr_high_diverging"), runs.get(9));
        // 6.03451385 is the residual of numpy.linalg.lstsq on the points.
        runs.subList(0, 4).forEach(run -> assertThat(last(run, "trainLoss")).isGreaterThan(40 * 6.03451385));
        runs.subList(4, 8).forEach(run -> assertThat(last(run, "trainLoss")).isCloseTo(6.03451385, within(0.01)));
        assertThat(runs.get(9).at("/diagnosis/fit").asString()).isEqualTo("diverged");
        assertThat(runs.get(9).at("/diagnosis/findings/0/changes/optimizer/learningRate").asDouble()).isPositive().isLessThan(7.5e-4);
    }

    /** No line divides XOR; the best that a single unit can do is to say one half of everything, at a loss of log 2. */
    @Test
    void a_perceptron_learns_and_and_or_and_needs_a_hidden_layer_for_xor() {
        var runs = runs("perceptron");
        for (int i : new int[] {0, 1, 3}) {
            assertThat(last(runs.get(i), "trainAccuracy")).isEqualTo(1);
        }
        assertThat(last(runs.get(2), "trainAccuracy")).isLessThanOrEqualTo(0.75);
        assertThat(last(runs.get(2), "trainLoss")).isCloseTo(Math.log(2), within(1e-3));
    }

    @Test
    void layers_without_relu_are_one_linear_map() {
        var runs = runs("relu");
        assertThat(last(runs.get(0), "valAccuracy")).isBetween(0.4, 0.7);
        assertThat(last(runs.get(1), "valAccuracy")).isBetween(0.4, 0.7);
        assertThat(last(runs.get(1), "valLoss")).isCloseTo(last(runs.get(0), "valLoss"), within(0.01));
        assertThat(last(runs.get(2), "valAccuracy")).isGreaterThan(0.95);
    }

    @Test
    void seven_optimizers_come_down_one_after_the_other() {
        var runs = runs("optimizers");
        assertThat(runs.stream().map(run -> run.at("/effectiveSpec/optimizer/type").asString()))
                .containsExactly("gd", "sgd", "momentum", "nesterov", "adagrad", "adadelta", "adam");
        var losses = runs.stream().map(run -> last(run, "trainLoss")).toList();
        assertThat(losses.subList(1, 7)).allSatisfy(loss -> assertThat(loss).isLessThan(losses.getFirst()));
        assertThat(losses.get(2)).isLessThan(losses.get(1) / 2);
        assertThat(losses.get(3)).isCloseTo(losses.get(2), within(losses.get(2) / 5));
        assertThat(losses.get(6)).isLessThan(losses.get(1) / 2);
    }

    @Test
    void five_initializations_differ_in_what_reaches_the_layers() {
        var runs = runs("initializations");
        // tanh 0 = 0, and with every weight 0 no gradient passes a layer: the units stay the same for ever.
        assertThat(figures(runs.get(0), "activationStd")).startsWith(0, 0, 0, 0, 0);
        assertThat(figures(runs.get(0), "gradientNorm")).startsWith(0, 0, 0, 0, 0);
        assertThat(Closeness.flat(descent.weights(runs.get(0).get("id").asString()).get("hidden3.weight"))).containsOnly(0);
        // 64 inputs times weights of 0.01: a layer passes on 0.01·√64 = 8 % of what it is given, in both directions.
        var small = figures(runs.get(1), "activationStd");
        var back = figures(runs.get(1), "gradientNorm");
        for (int layer = 1; layer < 4; layer++) {
            assertThat(small[layer] / small[layer - 1]).isBetween(0.04, 0.16);
            assertThat(back[layer] / back[layer + 1]).isLessThan(0.2);
        }
        // |tanh| ≤ 1, so a mean square of more than 0.8 says that most of it is near ±1.
        assertThat(DoubleStream.of(figures(runs.get(2), "activationStd")).skip(1).limit(4)).allSatisfy(std -> assertThat(std * std).isGreaterThan(0.8));
        for (var kept : runs.subList(3, 5)) {
            var std = figures(kept, "activationStd");
            assertThat(std[4] / std[0]).isBetween(0.5, 2.0);
            assertThat(last(kept, "trainLoss")).isLessThan(Math.log(2) / 2);
        }
        runs.subList(0, 2).forEach(run -> assertThat(last(run, "trainLoss")).isCloseTo(Math.log(2), within(1e-3)));
    }

    @Test
    void regularization_narrows_the_gap_that_a_large_network_opens() {
        var runs = runs("overfitting");
        assertThat(runs.stream().map(run -> run.at("/diagnosis/fit").asString())).containsExactly("underfitting", "overfitting", "good");
        var gaps = runs.stream().map(run -> last(run, "valLoss") - last(run, "trainLoss")).toList();
        assertThat(gaps.get(2)).isLessThan(0.75 * gaps.get(1));
        assertThat(last(runs.get(2), "valLoss")).isLessThan(last(runs.get(1), "valLoss"));
        assertThat(last(runs.get(1), "valLoss")).isGreaterThan(1.2 * runs.get(1).at("/best/value").asDouble());
        assertThat(last(runs.get(0), "trainLoss")).isGreaterThan(5 * last(runs.get(1), "trainLoss"));
    }

    @Test
    void smaller_batches_make_a_noisier_loss_and_need_fewer_epochs() {
        var runs = runs("batch-size");
        var noise = new ArrayList<Double>();
        var early = new ArrayList<Double>();
        for (var run : runs) {
            var losses = descent.epochs(run.get("id").asString()).stream().mapToDouble(epoch -> epoch.get("valLoss").asDouble()).toArray();
            noise.add(Math.sqrt(IntStream.range(100, losses.length).mapToDouble(e -> Math.pow(losses[e] - losses[e - 1], 2)).average().orElseThrow()));
            early.add(losses[0]);
        }
        for (int i = 1; i < 4; i++) {
            assertThat(noise.get(i)).isLessThan(noise.get(i - 1) / 2);
        }
        assertThat(early.get(0)).isLessThan(early.get(2) / 2);
        assertThat(early.get(2)).isLessThan(early.get(3));
    }

    /** Digits that stand one pixel beside where they were learned. */
    @Test
    void convolutions_forgive_a_place_that_dense_layers_do_not() {
        var runs = runs("convolution");
        assertThat(last(runs.get(1), "valAccuracy")).isGreaterThan(last(runs.get(0), "valAccuracy"));
        assertThat(last(runs.get(0), "trainAccuracy")).isGreaterThan(0.99);
        // Each of the 240 waves is one of three, whose shapes are far apart.
        var signals = runs("signals");
        assertThat(last(signals.get(0), "valAccuracy")).isLessThan(0.85);
        assertThat(last(signals.get(1), "valAccuracy")).isGreaterThan(0.95);
    }

    @Test
    void a_recurrent_layer_finds_the_frequency_and_an_embedding_the_places() {
        var forecast = runs("forecast");
        // The noise of the target alone is 0.03.
        assertThat(last(forecast.get(1), "valRmse")).isBetween(0.03, 0.1).isLessThan(last(forecast.get(0), "valRmse") / 2);
        var embedding = runs("embedding");
        // Without the other city nothing is known of a distance.
        assertThat(last(embedding.get(0), "valR2")).isLessThan(0.2);
        assertThat(last(embedding.get(1), "valR2")).isGreaterThan(0.9);
    }

    private JsonNode answers(String recipe) {
        var started = descent.post("/api/v1/recipes/" + recipe + "/runs", "").expect(200).json();
        assertThat(started.get("runs")).isEmpty();
        assertThat(started.get("links").isNull()).isTrue();
        return DescentClient.JSON.valueToTree(started.get("answers").valueStream().map(answer -> answer.get("body")).toList());
    }

    /** Those of the recipe, at their end. */
    private List<JsonNode> runs(String recipe) {
        var started = descent.post("/api/v1/recipes/" + recipe + "/runs", "").expect(202).json();
        var runs = started.get("runs").valueStream().map(run -> descent.awaitSuccess(run.get("id").asString())).toList();
        var links = started.get("links");
        assertThat(descent.get(links.get("metrics").asString()).expect(200).json().get("series")).hasSize(2 * runs.size());
        assertThat(descent.get(links.get("comparisons").asString()).expect(200).json().get("differences")).isNotEmpty();
        assertThat(descent.get(links.get("runs").asString()).expect(200).json().get("data")).hasSizeGreaterThanOrEqualTo(runs.size());
        return runs;
    }

    /** The training losses of the reference, epoch by epoch; that may be shorter. */
    private void same(JsonNode oracle, JsonNode part, JsonNode run) {
        var wanted = part.at("/expected/float64/epoch_loss_row_weighted").valueStream().map(JsonNode::asDouble).toList();
        var losses = descent.epochs(run.get("id").asString()).stream().map(epoch -> epoch.get("trainLoss").asDouble()).limit(wanted.size()).toList();
        Closeness.of(oracle.at("/tolerance/float32")).history(run.get("name").asString(), losses, wanted);
    }

    private static double last(JsonNode run, String figure) {
        var latest = run.get("latest");
        return (latest.has(figure) ? latest : latest.get("metrics")).get(figure).asDouble();
    }

    private static double[] figures(JsonNode run, String name) {
        return run.at("/diagnosis/layers").valueStream().mapToDouble(layer -> layer.get(name).asDouble()).toArray();
    }

    /** Twenty steps, the start left out. */
    private static List<Double> from(JsonNode path) {
        return path.valueStream().skip(1).limit(20).map(point -> point.at("/at/x").asDouble()).toList();
    }

    private static List<Double> weights(JsonNode oracle) {
        return oracle.at("/expected/float64/weights_per_epoch").valueStream().map(weights -> Closeness.flat(weights.get("p").get("weight"))[0]).toList();
    }

    private static JsonNode read(String oracle) {
        return DescentClient.JSON.readTree(ORACLES.resolve(oracle + ".json").toFile());
    }
}
