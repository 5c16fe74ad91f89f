package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** What the service says about formulas and single steps, against the numbers of the lecture and references by PyTorch. */
class ExplainTest extends EndToEnd {

    private static final Path ORACLES = Path.of("src/test/resources/oracles");

    @Test
    void the_chain_rule_example_has_the_reference_values_and_gradients() {
        for (var point : DescentClient.JSON.readTree(Path.of("src/test/resources/formulas/chain_rule_xyz.json").toFile()).get("expected").get("float64")) {
            var at = Map.of("x", number(point, "x"), "y", number(point, "y"), "z", number(point, "z"));
            var answer = gradients("(x+y)*z", at);
            assertThat(number(answer, "value")).isEqualTo(number(point, "f"));
            for (var name : List.of("x", "y", "z")) {
                assertThat(number(answer.get("gradients"), name)).isEqualTo(number(point, "df_d" + name));
            }
            var sum = answer.get("nodes").valueStream().filter(node -> node.get("expression").asString().equals("x + y")).findFirst().orElseThrow();
            assertThat(number(sum, "value")).isEqualTo(number(point, "q"));
            assertThat(number(sum, "gradient")).isEqualTo(number(point, "df_dq"));
            assertThat(sum.get("inputs").valueStream().map(input -> number(input, "localGradient"))).containsExactly(1.0, 1.0);
        }
    }

    @Test
    void a_computation_graph_is_drawn_as_mermaid_and_as_svg_without_letting_markup_through() throws Exception {
        var body = Map.of("formula", "`<b>&\"x` * 2", "at", Map.of("<b>&\"x", 3));
        var mermaid = descent.post("/api/v1/gradients", body, "Accept", "text/vnd.mermaid").expect(200);
        assertThat(mermaid.header("Content-Type")).startsWith("text/vnd.mermaid");
        assertThat(mermaid.text()).startsWith("flowchart TD").contains("n0 -->|\"2\"| n2").doesNotContain("<b>");
        var svg = descent.post("/api/v1/gradients", body, "Accept", "image/svg+xml").expect(200);
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg.text())));
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("b").getLength()).isZero();
        assertThat(document.getElementsByTagName("text").item(2).getTextContent()).isEqualTo("<b>&\"x");
    }

    /** Derivatives by hand. */
    @ParameterizedTest(name = "d/dx {0} at {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "x^3 | -2 | 12", "-x^2 | 3 | -6", "1/x | 2 | -0.25", "abs(x) | 0 | 0", "relu(x) | 0 | 0", "max(x, 0) | 0 | 0.5", "min(x, x) | 5 | 1", "x^-2 | 2 | -0.25",
        "2^x | 3 | 5.545177444479562", "sin(x) | 0 | 1", "cos(x) | 0 | 0", "exp(2*x) | 0 | 2", "log(x) | 4 | 0.25", "sqrt(x) | 4 | 0.25", "tanh(x) | 0 | 1",
        "sigmoid(x) | 0 | 0.25", "softplus(x) | 0 | 0.5", "x*x - x | 3 | 5", "7 + 0*x | 1 | 0", "x^0 | 2 | 0"})
    void a_derivative_is_the_one_worked_out_by_hand(String formula, double x, double slope) {
        assertThat(number(gradients(formula, Map.of("x", x)).get("gradients"), "x")).isCloseTo(slope, within(1e-12));
    }

    @Test
    void what_is_not_finite_is_null_and_named() {
        var answer = gradients("log(x)", Map.of("x", 0));
        assertThat(answer.get("value").isNull()).isTrue();
        assertThat(answer.get("nonFinite").get("value").asString()).isEqualTo("-Infinity");
        assertThat(answer.get("gradients").get("nonFinite").get("x").asString()).isEqualTo("Infinity");
    }

    @Test
    void a_formula_that_cannot_be_read_is_refused_with_the_position_and_a_point_with_every_name() {
        var bad = descent.post("/api/v1/gradients", Map.of("formula", "x * * y", "at", Map.of("x", 1))).expect(422).json();
        assertThat(bad.get("code").asString()).isEqualTo("expression-rejected");
        assertThat(bad.get("errors").get(0).get("pointer").asString()).isEqualTo("/formula");
        assertThat(bad.get("errors").get(0).get("detail").asString()).startsWith("position 5: expected a number, a name");
        var unfit = descent.post("/api/v1/gradients", Map.of("formula", "x + y + z", "at", Map.of("x", 1, "q", 2))).expect(422).json();
        assertThat(unfit.get("errors").valueStream().map(error -> error.get("pointer").asString())).containsExactlyInAnyOrder("/at/y", "/at/z", "/at/q");
        descent.post("/api/v1/gradients", Map.of("formula", "x".repeat(5000), "at", Map.of("x", 1))).expect(422);
        descent.post("/api/v1/gradients", Map.of("formula", "(".repeat(4000), "at", Map.of("x", 1))).expect(422);
    }

    @Test
    void going_down_a_parabola_takes_the_reference_path() {
        for (var oracle : withVariants("x_squared")) {
            var request = Map.of("formula", "x^2", "start", Map.of("x", 3), "maxSteps", 20, "tolerance", 0,
                    "optimizer", Map.of("type", "gd", "learningRate", number(oracle.given().get("optimizer"), "learning_rate")));
            var answer = minimum(request);
            var wanted = oracle.given().get("expected").get("float64");
            var near = Closeness.of(oracle.given().get("tolerance").get("float64"));
            var path = answer.get("path").valueStream().skip(1).toList();
            near.history("x", path.stream().map(point -> number(point.get("at"), "x")).toList(),
                    wanted.get("weights_per_epoch").valueStream().map(weights -> Closeness.flat(weights.get("p").get("weight"))[0]).toList());
            near.history("x²", path.stream().map(point -> number(point, "value")).toList(),
                    wanted.get("epoch_loss_full_after").valueStream().map(JsonNode::asDouble).toList());
            assertThat(answer.get("converged").asBoolean()).isFalse();
            assertThat(answer.get("stopReason").asString()).isEqualTo("MAX_STEPS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'gd','learningRate':0.1}", "{'type':'sgd','learningRate':0.1}", "{'type':'momentum','learningRate':0.02}",
        "{'type':'nesterov','learningRate':0.02}", "{'type':'adagrad','learningRate':1}", "{'type':'adadelta'}", "{'type':'rmsprop','learningRate':0.001}",
        "{'type':'adam','learningRate':0.05}", "{'type':'adamw','learningRate':0.05,'weightDecay':0}"})
    void every_optimizer_comes_down_a_bowl(String optimizer) {
        var answer = descent.post("/api/v1/minimizations", """
                {"formula":"(x - 1)^2 + 2*(y + 2)^2","start":{"x":4,"y":3},"maxSteps":20000,"tolerance":0.01,"optimizer":%s}""".formatted(optimizer.replace('\'', '"')))
                .expect(200).json();
        assertThat(answer.get("stopReason").asString()).as(answer.get("detail").asString()).isEqualTo("CONVERGED");
        assertThat(number(answer.get("at"), "x")).isCloseTo(1, within(0.01));
        assertThat(number(answer.get("at"), "y")).isCloseTo(-2, within(0.01));
    }

    @Test
    void a_narrow_valley_is_followed_to_its_end_and_the_long_path_thinned() {
        var answer = minimum(Map.of("formula", "(1 - x)^2 + 100*(y - x^2)^2", "start", Map.of("x", -1.2, "y", 1), "maxSteps", 60000,
                "optimizer", Map.of("type", "gd", "learningRate", 0.0015)));
        assertThat(answer.get("converged").asBoolean()).as(answer.get("detail").asString()).isTrue();
        assertThat(number(answer.get("at"), "x")).isCloseTo(1, within(1e-5));
        assertThat(answer.get("path").size()).isLessThanOrEqualTo(1001);
        int every = answer.get("pathEverySteps").asInt();
        assertThat(answer.get("path").get(3).get("step").asInt()).isEqualTo(3 * every);
        assertThat(answer.get("path").get(answer.get("path").size() - 1).get("step")).isEqualTo(answer.get("steps"));
    }

    @Test
    void a_saddle_holds_whoever_comes_straight_and_lets_the_others_fall_until_the_numbers_end() {
        var straight = minimum(Map.of("formula", "x^2 - y^2", "start", Map.of("x", 1, "y", 0), "optimizer", Map.of("type", "gd", "learningRate", 0.1)));
        assertThat(straight.get("converged").asBoolean()).isTrue();
        var aside = minimum(Map.of("formula", "x^2 - y^2", "start", Map.of("x", 1, "y", 0.001), "maxSteps", 10000, "optimizer", Map.of("type", "gd", "learningRate", 0.1)));
        assertThat(aside.get("stopReason").asString()).isEqualTo("NON_FINITE");
        assertThat(aside.get("detail").asString()).isEqualTo("The value or the gradient is not finite at step " + aside.get("steps").asInt());
        assertThat(aside.get("value").isNull()).isTrue();
        descent.post("/api/v1/minimizations", Map.of("formula", "x+".repeat(400) + "x", "start", Map.of("x", 1), "maxSteps", 100000)).expect(422);
    }

    @Test
    void one_step_of_the_worked_example_comes_back_number_by_number() {
        var oracle = DescentClient.JSON.readTree(ORACLES.resolve("handmade_2_2_1.json").toFile());
        var hand = oracle.get("by_hand");
        var answer = descent.post("/api/v1/traces", """
                {"model":{"layers":[
                  {"type":"dense","name":"hidden","units":2,"activation":"relu","weights":{"weight":[[0,2],[-4,-1]],"bias":[3,1]}},
                  {"type":"dense","name":"output","weights":{"weight":[[-2,0]],"bias":[6]}}]},
                 "row":{"x1":2,"x2":1},"target":{"y1":5},"loss":{"type":"sse"},"optimizer":{"type":"sgd","learningRate":0.001}}""").expect(200).json();
        assertThat(number(answer, "loss")).isEqualTo(number(hand.get("values"), "loss"));
        var hidden = named(answer.get("nodes"), "hidden");
        assertNumbers(hidden.get("output"), hand.get("values"), "o3", "o4");
        assertNumbers(hidden.get("gradient"), hand.get("gradients"), "do3", "do4");
        assertNumbers(hidden.get("beforeActivation").get("output"), hand.get("values"), "o1", "o2");
        assertNumbers(hidden.get("beforeActivation").get("gradient"), hand.get("gradients"), "do1", "do2");
        assertNumbers(named(answer.get("nodes"), "output").get("output"), hand.get("values"), "o5");
        assertNumbers(named(answer.get("nodes"), "output").get("gradient"), hand.get("gradients"), "do5");
        assertTensor(answer, "hidden.weight", hand, "w1", "w2", "w3", "w4");
        assertTensor(answer, "hidden.bias", hand, "b1", "b2");
        assertTensor(answer, "output.weight", hand, "w5", "w6");
        assertTensor(answer, "output.bias", hand, "b3");
    }

    /** With x = 2: z = 3·2 + 1 = 7, loss (7 − 5)² = 4, dz = 4, dw = 8, db = 4. */
    @Test
    void one_step_of_a_formula_names_its_parts() {
        var answer = descent.post("/api/v1/traces", """
                {"model":{"formula":"w*x + b","parameters":{"w":3,"b":1}},"row":{"x":2},"target":{"y":5},"loss":{"type":"sse"},
                 "optimizer":{"type":"sgd","learningRate":0.1}}""").expect(200).json();
        assertThat(number(answer, "loss")).isEqualTo(4);
        assertThat(Closeness.flat(named(answer.get("nodes"), "w*x").get("gradient"))).containsExactly(4);
        assertThat(number(named(answer.get("parameters"), "w"), "gradient")).isEqualTo(8);
        assertThat(number(named(answer.get("parameters"), "w"), "updated")).isEqualTo(2.2);
        assertThat(number(named(answer.get("parameters"), "b"), "updated")).isEqualTo(0.6);
    }

    @Test
    void a_trace_that_does_not_fit_is_refused_with_every_place() {
        var dense = Map.of("layers", List.of(Map.of("type", "dense")));
        descent.post("/api/v1/traces", Map.of("model", dense, "row", Map.of("x", 1), "target", Map.of("y", 0.5), "loss", Map.of("type", "binaryCrossEntropy"))).expect(422);
        descent.post("/api/v1/traces", Map.of("model", dense, "row", Map.of("x", 1), "target", Map.of("y", 1), "loss", Map.of("type", "crossEntropy"))).expect(422);
        descent.post("/api/v1/traces", Map.of("model", dense, "row", Map.of("x", 1e300), "target", Map.of("y", 1))).expect(422);
        var mixing = Map.of("layers", List.of(Map.of("type", "batchNorm"), Map.of("type", "dense")));
        descent.post("/api/v1/traces", Map.of("model", mixing, "row", Map.of("x", 1), "target", Map.of("y", 1))).expect(422);
        var lost = Map.of("formula", "w*q", "parameters", Map.of("w", 1));
        var refused = descent.post("/api/v1/traces", Map.of("model", lost, "row", Map.of("x", 1), "target", Map.of("y", 1))).expect(422).json();
        assertThat(refused.get("detail").asString()).isEqualTo("position 3: \"q\" is neither a parameter nor a feature");
    }

    @Test
    void a_formula_is_stored_as_a_model_shown_drawn_and_trained_by_its_name() {
        var name = "line " + System.nanoTime();
        var model = descent.post("/api/v1/models", Map.of("name", name, "formula", "a*x + b", "parameters", Map.of("a", 0, "b", 0))).expect(201).json();
        assertThat(model.get("formula").asString()).isEqualTo("a*x + b");
        assertThat(model.get("summary").get("parameters").asInt()).isEqualTo(2);
        assertThat(descent.get("/api/v1/models/" + model.get("id").asString() + "/graph", "text/vnd.mermaid").expect(200).text()).contains("a#42;x");
        var dataset = descent.createDataset(name, List.of("x", "y", "unused"), List.of(List.of(0, 1, "p"), List.of(1, 3, "q"), List.of(2, 5, "r")));
        var request = new LinkedHashMap<String, Object>(Map.of("dataset", dataset, "model", name, "target", "y", "epochs", 2000));
        request.put("validation", null);
        request.put("optimizer", Map.of("type", "gd", "learningRate", 0.1));
        var run = descent.submit(request);
        descent.awaitSuccess(run);
        assertThat(number(descent.weights(run), "a")).isCloseTo(2, within(1e-4));
        assertThat(number(descent.weights(run), "b")).isCloseTo(1, within(1e-4));
        request.put("model", Map.of("formula", "a*x + b + unused*y + nowhere + 1e39", "parameters", Map.of("a", 0, "b", 0, "c", 1)));
        var refused = descent.post("/api/v1/runs", request).expect(422).json();
        assertThat(refused.get("errors").valueStream().map(error -> error.get("pointer").asString()))
                .contains("/model/formula", "/model/parameters/c").hasSizeGreaterThanOrEqualTo(5);
        descent.post("/api/v1/models", Map.of("formula", "a*x", "parameters", Map.of("a", 0), "layers", List.of())).expect(422);
        descent.post("/api/v1/models", Map.of("formula", "a*x +", "parameters", Map.of("a", 0))).expect(422);
        descent.post("/api/v1/models", Map.of("formula", "a*x")).expect(422);
    }

    private static void assertTensor(JsonNode answer, String name, JsonNode hand, String... names) {
        var tensor = named(answer.get("parameters"), name);
        var gradient = Closeness.flat(tensor.get("gradient"));
        var updated = Closeness.flat(tensor.get("updated"));
        for (int i = 0; i < names.length; i++) {
            assertThat(gradient[i]).as("d" + names[i]).isEqualTo(number(hand.get("gradients"), "d" + names[i]));
            assertThat(updated[i]).as(names[i]).isCloseTo(number(hand.get("after_one_update"), names[i]), within(1e-6));
        }
    }

    private static void assertNumbers(JsonNode got, JsonNode wanted, String... names) {
        assertThat(Closeness.flat(got)).containsExactly(Stream.of(names).mapToDouble(name -> number(wanted, name)).toArray());
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream().filter(entry -> entry.get("name").asString().equals(name)).findFirst().orElseThrow();
    }

    private static double number(JsonNode object, String name) {
        return object.get(name).asDouble();
    }

    private JsonNode gradients(String formula, Map<String, ?> at) {
        return descent.post("/api/v1/gradients", Map.of("formula", formula, "at", at)).expect(200).json();
    }

    private JsonNode minimum(Map<String, Object> request) {
        return descent.post("/api/v1/minimizations", request).expect(200).json();
    }

    private static List<OracleCase> withVariants(String name) {
        var given = DescentClient.JSON.readTree(ORACLES.resolve(name + ".json").toFile());
        var base = new OracleCase(name, given);
        var all = new ArrayList<>(List.of(base));
        given.get("variants").forEach(variant -> all.add(base.variant(variant)));
        return all;
    }

    /** 1·1 + 2·1 + 3·1 + 4·2 = 14, whose square has the slope 28; each weight's is that of its pixel, and each pixel's that of its weight. */
    @Test
    void a_trace_opens_a_convolution() {
        var trace = descent.post("/api/v1/traces", """
                {"model":{"inputShape":[1,2,2],"layers":[{"type":"conv2d","name":"c","filters":1,"kernel":2,"weights":{"weight":[[[[1,2],[3,4]]]],"bias":[0]}},{"type":"flatten"}]},
                 "row":{"a":1,"b":1,"c":1,"d":2},"target":{"y":0},"loss":{"type":"sse"}}""").expect(200).json();
        assertThat(trace.get("loss").asDouble()).isEqualTo(196);
        assertThat(Closeness.flat(trace.get("nodes").get(0).get("gradient"))).containsExactly(28, 56, 84, 112);
        assertThat(trace.toString()).contains("[[[[28.0,28.0],[28.0,56.0]]]]");
    }
}
