package dev.descent.model.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.model.Models;
import dev.descent.nn.spec.NetworkSpec;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@SpringBootTest
@ActiveProfiles("test")
@AutoConfigureMockMvc
class ModelApiTest {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

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
                    n0(["input<br/>[B, 2]"])
                    n1["a#34;#93; --#62; x<br/>dense, 3 units, geluTanh<br/>weight [3, 2]<br/>bias [3]<br/>[B, 3]"]
                    n2["b ü 層<br/>dense, 3 units<br/>weight [3, 2]<br/>bias [3]<br/>[B, 3]"]
                    n3["layer3<br/>add<br/>[B, 3]"]
                    n4["layer4<br/>activation, elu 0.5<br/>[B, 3]"]
                    n0 --> n1
                    n0 --> n2
                    n1 --> n3
                    n2 --> n3
                    n3 --> n4
                """);
        assertThat(http.get().uri("/api/v1/models/drawn/graph").accept(MediaType.IMAGE_PNG)).hasStatus(406);
    }

    @Test
    void networks_and_formulas_are_pictures_too() throws Exception {
        assertThat(create("""
                {"name":"pictured","inputShape":[2],"layers":[{"type":"dense","name":"<b>&\\"","units":3,"activation":"relu"},{"type":"dense","name":"out"}]}""")).hasStatus(201);
        assertThat(create("""
                {"name":"parabola","formula":"a*x^2 + b","parameters":{"a":2,"b":-1}}""")).hasStatus(201);
        var network = picture("pictured");
        assertThat(network.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(texts(network)).contains("input", "[B, 2]", "<b>&\"", "dense, 3 units, relu", "weight [3, 2]", "bias [3]", "out");
        assertThat(texts(picture("parabola"))).contains("x", "column", "a", "starts at 2.0", "a*x^2 + b");
        assertThat(http.get().uri("/api/v1/models/parabola/graph").accept(MediaType.parseMediaTypes("image/*;q=0.5, text/*").toArray(MediaType[]::new)).exchange())
                .hasContentTypeCompatibleWith("text/vnd.mermaid").bodyText().startsWith("flowchart TD");
        assertThat(http.get().uri("/api/v1/models/none/graph").accept(SVG)).hasStatus(404);
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

    private Document picture(String model) throws Exception {
        var answer = http.get().uri("/api/v1/models/" + model + "/graph").accept(SVG).exchange();
        assertThat(answer).hasStatus(200).hasContentTypeCompatibleWith(SVG);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(answer.getResponse().getContentAsString(StandardCharsets.UTF_8))));
    }

    private static List<String> texts(Document svg) {
        var texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()).toList();
    }

    private MvcTestResult create(String body) {
        return http.post().uri("/api/v1/models").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
