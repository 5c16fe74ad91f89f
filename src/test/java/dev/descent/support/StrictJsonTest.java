package dev.descent.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.nn.loss.Loss;
import dev.descent.nn.spec.SpecProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final StrictJson json = StrictJson.standard();

    @Test
    void a_clean_body_is_bound_with_its_defaults() {
        var trial = read("""
                {"name":"a","seed":9007199254740993,"shuffle":false,"rule":{"type":"step","every":2,"then":{"type":"constant","rate":1}},
                 "mode":"exact","rules":[{"type":"constant"}],"target":"y","weights":{"a/b":0.5,"c":2},"threads":"auto",
                 "validation":null,"clipMax":1.5,"batch-size":8}""");
        assertThat(trial).isEqualTo(new Trial("a", 100, 9007199254740993L, false, new Trial.Stairs(2, new Trial.Level(1.0)),
                Trial.Mode.EXACT, List.of(new Trial.Level(null)), List.of("y"), Map.of("a/b", 0.5, "c", 2.0), new Trial.Workers(null),
                Trial.Check.NONE, new Trial.Clip(1.5), 8));
    }

    @Test
    void what_is_written_reads_back_as_the_same_record() {
        var trial = read("{\"name\":\"a\",\"rule\":{\"type\":\"constant\",\"rate\":0.5},\"threads\":3,\"validation\":null,\"clipMax\":2}");
        assertThat(json.read(json.write(trial), Trial.class)).isEqualTo(trial);
        assertThat(json.text(trial)).startsWith("{\"name\":\"a\",\"epochs\":100,\"seed\":null").contains("\"validation\":null", "\"threads\":3");
    }

    @Test
    void half_of_a_surrogate_pair_is_refused() {
        for (String text : List.of("{\"name\":\"\\ud800\"}", "{\"a\\udc00\":1}")) {
            assertThat(refusal(text).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        }
        assertThat(read("{\"name\":\"\\ud83d\\ude00\"}").name()).isEqualTo("😀");
    }

    @Test
    void a_bad_class_weight_is_reported_at_its_own_place() {
        var problem = catchThrowableOfType(Problem.class, () -> json.read(
                "{\"loss\":{\"type\":\"crossEntropy\",\"classWeights\":[1,0,1000001,null]}}".getBytes(StandardCharsets.UTF_8), Weighed.class));
        assertThat(problem.errors()).containsExactly(
                new SpecProblem("/loss/classWeights/1", "constraint-violation", "must be at least 0.000001 (was 0.0)"),
                new SpecProblem("/loss/classWeights/2", "constraint-violation", "must be at most 1000000 (was 1000001.0)"),
                new SpecProblem("/loss/classWeights/3", "invalid-type", "must be a number (was null)"));
    }

    record Weighed(Loss loss) {}

    @Test
    void all_problems_are_reported_at_once_with_their_pointers() {
        var problem = refusal("""
                {"epochs":0,"seed":"1","learningrate":1,"rule":{"type":"step","evry":2},"rules":[{"type":"constant","rate":0},{"type":"none"}],
                 "weights":{"a/b~c":"x"},"threads":0,"validation":{"fraction":"x"},"clipMax":-1}""");
        assertThat(problem.errors()).containsExactlyInAnyOrder(
                new SpecProblem("/learningrate", "unknown-property", "is not a known property, the nearest name is target"),
                new SpecProblem("/name", "missing-property", "is required"),
                new SpecProblem("/epochs", "constraint-violation", "must be at least 1 (was 0)"),
                new SpecProblem("/seed", "invalid-type", "must be an integer (was \"1\")"),
                new SpecProblem("/rule/evry", "unknown-property", "is not a known property, the nearest name is every"),
                new SpecProblem("/rule/every", "missing-property", "is required"),
                new SpecProblem("/rules/0/rate", "constraint-violation", "must be greater than 0 (was 0.0)"),
                new SpecProblem("/rules/1/type", "invalid-model-spec", "must be one of constant, step (was \"none\")"),
                new SpecProblem("/weights/a~1b~0c", "invalid-type", "must be a number (was \"x\")"),
                new SpecProblem("/threads", "constraint-violation", "must be at least 1 (was 0)"),
                new SpecProblem("/validation/fraction", "invalid-type", "must be a number (was \"x\")"),
                new SpecProblem("/clipMax", "constraint-violation", "must be greater than 0 (was -1.0)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "epochs     | \"32\"            | invalid-type         | must be an integer (was \"32\")",
        "epochs     | 32.5              | invalid-type         | must be an integer (was 32.5)",
        "epochs     | 3e9               | invalid-type         | must be an integer (was 3.0E9)",
        "epochs     | 3000000000        | constraint-violation | must be at most 2147483647 (was 3000000000)",
        "seed       | 9223372036854775808 | constraint-violation | must be at most 9223372036854775807 (was 9223372036854775808)",
        "shuffle    | 1                 | invalid-type         | must be true or false (was 1)",
        "name       | 7                 | invalid-type         | must be a string (was 7)",
        "name       | \"\"              | constraint-violation | must have at least 1 character (was 0)",
        "rule       | \"step\"          | invalid-type         | must be an object with a type (was \"step\")",
        "rule       | {\"type\":\"stp\"}| invalid-model-spec   | must be one of constant, step (was \"stp\")",
        "mode       | \"fst\"           | invalid-model-spec   | must be one of fast, exact (was \"fst\")",
        "rules      | []                | invalid-model-spec   | must have at least 1 element (was 0)",
        "rules      | [null]            | invalid-type         | must be an object (was null)",
        "target     | [1]               | invalid-type         | must be a string (was 1)",
        "threads    | \"many\"          | constraint-violation | must be a number or auto",
        "threads    | true              | invalid-type         | must be an integer or a string (was true)",
        "validation | []                | invalid-type         | must be an object (was an array)"})
    void a_value_that_does_not_fit_is_named_with_what_was_there(String field, String value, String code, String detail) {
        var body = field.equals("name") ? "{\"name\":%s}".formatted(value) : "{\"name\":\"a\",\"%s\":%s}".formatted(field, value);
        var problem = refusal(body);
        assertThat(problem.errors()).hasSize(1).first().satisfies(error -> {
            assertThat(error.pointer()).startsWith("/" + field);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.detail()).isEqualTo(detail);
        });
        assertThat(problem.code().slug()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "{\"a\":}", "{} {}", "{}]", "{'a':1}", "{\"a\":01}", "\uFEFF{}", "{\"a\":1,}", "[", "]", "nul", "{}\u0000"})
    void malformed_text_is_refused(String body) {
        assertThat(refusal(body).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @Test
    void text_that_is_not_utf8_is_refused() {
        var body = "{\"name\":\"ä\"}";
        assertThat(refusal(body.getBytes(StandardCharsets.ISO_8859_1)).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        assertThat(refusal(body.getBytes(StandardCharsets.UTF_16)).code()).isEqualTo(ProblemCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "NaN", "Infinity", "-Infinity", "1e-999"})
    void a_number_that_float64_cannot_hold_is_refused(String number) {
        var problem = refusal("{\"weights\":{\"a\":%s}}".formatted(number));
        assertThat(problem.code()).isEqualTo(ProblemCode.NUMBER_OUT_OF_RANGE);
        assertThat(problem.errors()).extracting(SpecProblem::pointer).containsExactly("/weights/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0.9"})
    void a_number_of_ten_thousand_digits_is_refused(String start) {
        assertThat(refusal("{\"epochs\":" + start + "9".repeat(10_000) + "}").code()).isEqualTo(ProblemCode.NUMBER_OUT_OF_RANGE);
    }

    @Test
    void depth_32_is_read_and_33_is_refused() {
        assertThat(json.tree(("[".repeat(32) + "]".repeat(32)).getBytes(StandardCharsets.UTF_8), Trial.class).isArray()).isTrue();
        assertThat(refusal("[".repeat(33) + "]".repeat(33)).code()).isEqualTo(ProblemCode.JSON_TOO_DEEP);
        assertThat(refusal("[".repeat(200_000)).code()).isEqualTo(ProblemCode.JSON_TOO_DEEP);
        assertThat(refusal("[" + "1,".repeat(20_000) + "1]").code()).isEqualTo(ProblemCode.JSON_TOO_DEEP);
    }

    @Test
    void a_duplicate_key_is_refused_with_its_pointer() {
        var problem = refusal("{\"rule\":{\"type\":\"step\",\"type\":\"step\"}}");
        assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_KEY);
        assertThat(problem.errors()).extracting(SpecProblem::pointer).containsExactly("/rule/type");
    }

    @Test
    void a_body_over_256_KiB_is_refused() {
        assertThat(refusal("{\"name\":\"" + "a".repeat(256 * 1024) + "\"}").code()).isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
    }

    private Trial read(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), Trial.class);
    }

    private Problem refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private Problem refusal(byte[] body) {
        return catchThrowableOfType(Problem.class, () -> json.read(body, Trial.class));
    }
}
