package dev.descent.model.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.spec.NetworkSpec;
import dev.descent.model.Models;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@ActiveProfiles("test")
@AutoConfigureMockMvc
class ModelApiTest {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Models models;

    @Test
    void a_model_is_shown_with_its_defaults_its_shapes_and_its_parameters() {
        var answer = create("""
                {"name":"iris / net #1","description":"small","inputShape":[4],"layers":[
                  {"type":"dense","name":"hidden","units":16,"activation":"relu"},{"type":"dropout","rate":0.2},{"type":"dense","units":3}]}""");
        // 4·16 + 16 = 80 and 16·3 + 3 = 51
        assertThat(answer).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"name":"iris / net #1","inputShape":[4],"layers":[
                  {"type":"dense","name":"hidden","inputs":["input"],"units":16,"bias":true,"activation":"relu","initializer":{"type":"heNormal"}},
                  {"type":"dropout","name":"layer2","inputs":["hidden"],"rate":0.2,"activation":"linear"},
                  {"type":"dense","name":"layer3","inputs":["layer2"],"units":3,"initializer":{"type":"xavierUniform"}}],
                 "summary":{"layers":[{"name":"hidden","type":"dense","outputShape":[16],"parameters":80},
                   {"name":"layer2","type":"dropout","outputShape":[16],"parameters":0},
                   {"name":"layer3","type":"dense","outputShape":[3],"parameters":51}],"parameters":131}}""");
        assertThat(((NetworkSpec) models.lookup("iris / net #1").orElseThrow().spec()).layers().getLast().inputs()).isNull();
    }

    @Test
    void running_statistics_are_shown_and_do_not_count_as_parameters() {
        var answer = create("""
                {"name":"normalized","inputShape":[4],"layers":[{"type":"batchNorm","weights":{"running_mean":[1.5,2.5,3.5,4.5]}},{"type":"layerNorm"},{"type":"dense","units":1}]}""");
        assertThat(answer).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"layers":[{"type":"batchNorm","epsilon":1e-5,"momentum":0.1,"weights":{"running_mean":[1.5,2.5,3.5,4.5]}},{"type":"layerNorm","epsilon":1e-5},{}],
                 "summary":{"layers":[{"outputShape":[4],"parameters":8},{"outputShape":[4],"parameters":8},{"parameters":5}],"parameters":21}}""");
        assertThat(http.get().uri("/api/v1/models/normalized/graph").exchange()).bodyText()
                .contains("batchNorm, momentum 0.1<br/>weight [4]<br/>bias [4]<br/>running_mean [4]<br/>running_var [4]<br/>[B, 4]", "layerNorm<br/>weight [4]<br/>bias [4]<br/>[B, 4]");
        assertThat(create("""
                {"layers":[{"type":"batchNorm","epsilon":0,"momentum":2},{"type":"layerNorm","epsilon":-1,"momentum":0.1}]}""")).hasStatus(422).bodyJson()
                .extractingPath("$.errors[*].pointer").asArray()
                .containsExactlyInAnyOrder("/layers/0/epsilon", "/layers/0/momentum", "/layers/1/epsilon", "/layers/1/momentum");
    }

    @Test
    void a_model_without_layers_is_one_linear_layer_and_gets_a_name_of_its_own() {
        assertThat(create("{}")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"inputShape":null,"layers":[{"type":"dense","name":"layer1","activation":"linear"}],"summary":null}""");
        assertThat(create("{}")).hasStatus(201);
    }

    @Test
    void a_width_that_the_target_decides_stays_open() {
        assertThat(create("""
                {"inputShape":[2],"layers":[{"type":"dense","units":3},{"type":"dense"}]}""")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"summary":{"layers":[{"outputShape":[3],"parameters":9},{"outputShape":null,"parameters":null}],"parameters":null}}""");
    }

    @Test
    void every_problem_of_a_network_is_told_at_once() {
        assertThat(create("""
                {"name":"bad","inputShape":[2],"layers":[{"type":"dense"},{"type":"add","inputs":["nowhere","input"]},{"type":"dense","units":2,
                  "weights":{"weight":[[1]],"bias":[1,2,3]}}]}""")).hasStatus(422).bodyJson().extractingPath("$.errors[*].pointer").asArray()
                .contains("/layers/0/units", "/layers/1/inputs/0", "/layers/2/weights/weight", "/layers/2/weights/bias");
        assertThat(models.lookup("bad")).isEmpty();
    }

    @Test
    void a_name_has_no_control_character_not_even_a_single_one() {
        for (String name : new String[] {"a\\u001b[31m", "\\n", " "}) {
            assertThat(create("{\"name\":\"" + name + "\",\"layers\":[{\"type\":\"dense\"}]}")).as(name).hasStatus(422)
                    .bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/name");
        }
    }

    @Test
    void a_misspelt_property_is_refused_wherever_it_stands() {
        assertThat(create("""
                {"layer":[],"layers":[{"type":"dense","unit":3}]}""")).hasStatus(422).bodyJson().extractingPath("$.errors[*].pointer").asArray()
                .containsExactlyInAnyOrder("/layer", "/layers/0/unit");
        assertThat(create("""
                {"layers":[{"type":"dense","units":3,"activation":"swoosh"}]}""")).hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("invalid-model-spec");
        assertThat(create("""
                {"layers":[]}""")).hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("invalid-model-spec");
    }

    @Test
    void more_parameters_than_allowed_are_refused_before_they_exist() {
        assertThat(create("""
                {"inputShape":[2],"layers":[{"type":"dense","units":2147483647},{"type":"dense","units":2147483647},{"type":"dense","units":2147483647}]}"""))
                .hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("model-too-large");
        assertThat(create("""
                {"inputShape":[16000],"layers":[{"type":"dense","units":16000}]}"""))
                .hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("model-too-large");
    }

    @Test
    void a_name_is_taken_until_its_model_is_deleted() {
        assertThat(create("{\"name\":\"one\"}")).hasStatus(201);
        assertThat(create("{\"name\":\"one\"}")).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("name-taken");
        assertThat(http.delete().uri("/api/v1/models/one")).hasStatus(204);
        assertThat(http.delete().uri("/api/v1/models/one")).hasStatus(404);
        assertThat(http.get().uri("/api/v1/models/one")).hasStatus(404);
        assertThat(create("{\"name\":\"one\"}")).hasStatus(201);
    }

    @Test
    void the_graph_is_a_flowchart_in_which_no_name_is_markup() {
        assertThat(create("""
                {"name":"drawn","inputShape":[2],"layers":[{"type":"dense","name":"a\\"] --> x","units":3,"activation":"geluTanh"},{"type":"dense","name":"b ü 層","units":3,"inputs":["input"]},
                  {"type":"add","inputs":["a\\"] --> x","b ü 層"]},{"type":"activation","function":"elu","alpha":0.5}]}""")).hasStatus(201);
        var answer = http.get().uri("/api/v1/models/drawn/graph").exchange();
        assertThat(answer).hasStatus(200).hasContentTypeCompatibleWith("text/vnd.mermaid").bodyText().isEqualTo("""
                flowchart TD
                    input(["input<br/>[B, 2]"])
                    layer1["a#34;#93; --#62; x<br/>dense, 3 units, geluTanh<br/>weight [3, 2]<br/>bias [3]<br/>[B, 3]"]
                    layer2["b ü 層<br/>dense, 3 units<br/>weight [3, 2]<br/>bias [3]<br/>[B, 3]"]
                    layer3["layer3<br/>add<br/>[B, 3]"]
                    layer4["layer4<br/>activation, elu 0.5<br/>[B, 3]"]
                    input --> layer1
                    input --> layer2
                    layer1 --> layer3
                    layer2 --> layer3
                    layer3 --> layer4
                """);
        assertThat(http.get().uri("/api/v1/models/drawn/graph").accept(MediaType.valueOf("image/svg+xml"))).hasStatus(406);
    }

    @Test
    void models_are_listed_page_by_page_newest_first() {
        create("{\"name\":\"older\"}");
        create("{\"name\":\"newer\"}");
        var first = http.get().uri("/api/v1/models?limit=1").exchange();
        assertThat(first).hasStatus(200).bodyJson().extractingPath("$.data[*].name").asArray().containsExactly("newer");
        assertThat(first).bodyJson().extractingPath("$.nextCursor").asString().satisfies(cursor ->
                assertThat(http.get().uri("/api/v1/models?limit=1&after={cursor}", cursor)).bodyJson().extractingPath("$.data[*].name").asArray().containsExactly("older"));
        assertThat(http.get().uri("/api/v1/models?limit=0")).hasStatus(400).bodyJson().extractingPath("$.code").isEqualTo("invalid-pagination");
    }

    @Test
    void a_repeated_request_with_its_key_creates_one_model() {
        var once = http.post().uri("/api/v1/models").header("Idempotency-Key", "k1").contentType(MediaType.APPLICATION_JSON).content("{\"name\":\"keyed\"}");
        assertThat(once.exchange()).hasStatus(201);
        assertThat(once.exchange()).hasStatus(201).hasHeader("Idempotency-Replayed", "true").bodyJson().extractingPath("$.name").isEqualTo("keyed");
        assertThat(http.post().uri("/api/v1/models").header("Idempotency-Key", "k1").contentType(MediaType.APPLICATION_JSON).content("{}")).hasStatus(422);
    }

    private MvcTestResult create(String body) {
        return http.post().uri("/api/v1/models").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
