package dev.descent.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionApiTest {

    @Autowired
    private MockMvcTester http;

    private String run;

    @BeforeAll
    void train() {
        assertThat(post("/api/v1/datasets", """
                {"name":"blobs","generator":{"type":"blobs","rows":300,"noise":0.5,"seed":7}}""")).hasStatus(201);
        run = submit("""
                {"dataset":"blobs","target":"label","model":{"layers":[{"type":"dense","units":8,"activation":"tanh"},{"type":"dense"}]},
                 "optimizer":{"type":"adam","learningRate":0.05},"epochs":20,"seed":3}""");
        await().atMost(Duration.ofSeconds(60)).until(() -> read(http.get().uri("/api/v1/runs/" + run).exchange(), "$.status").equals("SUCCEEDED"));
    }

    @Test
    void rows_are_predicted_in_their_order() {
        var answer = predict("""
                {"rows":[{"x1":0.5,"x2":-0.2},{"x2":0.4,"x1":1.5,"label":"whatever"}]}""");
        assertThat(answer).hasStatus(200).bodyJson().extractingPath("$.predictions[*].label").asArray().hasSize(2);
        assertThat(answer).bodyJson().extractingPath("$.predictions[0].probabilities").asMap().isNotEmpty();
        assertThat(answer).bodyJson().extractingPath("$.checkpoint.kind").isEqualTo("BEST");
        assertThat(answer).bodyJson().extractingPath("$.warnings").asArray().isEmpty();
        assertThat(answer).bodyJson().doesNotHavePath("$.predictions[0].outputs");
    }

    @Test
    void the_latest_state_and_that_of_an_epoch_can_be_asked_for() {
        var latest = "{\"rows\":[{\"x1\":1,\"x2\":1}],\"outputs\":true,\"checkpoint\":%s}";
        var answer = predict(latest.formatted("\"latest\""));
        assertThat(answer).hasStatus(200).bodyJson().extractingPath("$.checkpoint.epoch").isEqualTo(20);
        assertThat(answer).bodyJson().extractingPath("$.predictions[0].outputs").asArray().isNotEmpty();
        assertThat(predict(latest.formatted("20"))).hasStatus(200).bodyJson().extractingPath("$.checkpoint.epoch").isEqualTo(20);
        assertThat(predict(latest.formatted("\"20\""))).hasStatus(200).bodyJson().extractingPath("$.checkpoint.epoch").isEqualTo(20);
        assertProblem(predict(latest.formatted("9999")), 422, "unknown-reference", "/checkpoint");
        assertProblem(predict(latest.formatted("\"newest\"")), 422, "constraint-violation", "/checkpoint");
        assertProblem(predict(latest.formatted("1.5")), 422, "invalid-type", "/checkpoint");
    }

    @Test
    void csv_comes_out_where_csv_went_in_unless_json_is_accepted() {
        var csv = "x1,x2\n0.5,-0.2\n1.5,0.4\n";
        var path = "/api/v1/runs/" + run + "/predictions";
        var answer = http.post().uri(path).contentType("text/csv").content(csv).exchange();
        assertThat(answer).hasStatus(200).hasContentTypeCompatibleWith("text/csv").bodyText().startsWith("label,probability_").hasLineCount(3);
        assertThat(http.post().uri(path).contentType("text/csv").accept(MediaType.APPLICATION_JSON).content(csv))
                .hasStatus(200).bodyJson().extractingPath("$.predictions").asArray().hasSize(2);
        assertThat(http.post().uri(path + "?checkpoint=latest&outputs=true").contentType("text/csv").content(csv))
                .hasStatus(200).bodyText().contains(",output_1,");
        assertThat(http.post().uri(path).contentType(MediaType.APPLICATION_JSON).accept("text/csv").content("{\"rows\":[{\"x1\":1,\"x2\":1}]}"))
                .hasStatus(200).bodyText().hasLineCount(2);
        assertProblem(http.post().uri(path + "?checkpoint=first").contentType("text/csv").content(csv).exchange(), 400, "invalid-parameter", null);
        assertProblem(http.post().uri(path).contentType("text/csv").accept("text/csv").content("x1\n1\n").exchange(), 422, "feature-mismatch", "/rows/0/x2");
    }

    @Test
    void rows_that_do_not_fit_are_refused_with_every_place() {
        assertProblem(predict("{\"rows\":[{\"x1\":1}]}"), 422, "feature-mismatch", "/rows/0/x2");
        assertProblem(predict("{\"rows\":[{\"x1\":1,\"x2\":2,\"x3\":3}]}"), 422, "feature-mismatch", "/rows/0/x3");
        assertProblem(predict("{\"rows\":[{\"x1\":1,\"x2\":2},{\"x1\":\"1\",\"x2\":2}]}"), 422, "invalid-type", "/rows/1/x1");
        assertProblem(predict("{\"rows\":[[1,2]]}"), 422, "invalid-type", "/rows/0");
        assertProblem(predict("{\"row\":[]}"), 422, "unknown-property", "/row");
        assertProblem(predict("{\"rows\":[" + String.join(",", Collections.nCopies(10_001, "{\"x1\":1,\"x2\":2}")) + "]}"), 413, "batch-too-large", null);
        assertProblem(predict("{\"rows\":[\"" + "x".repeat(8 << 20) + "\"]}"), 413, "batch-too-large", null);
        assertThat(predict("{\"rows\":[{\"x1\":null,\"x2\":2}]}")).hasStatus(200);
        assertThat(predict("{\"rows\":[]}")).hasStatus(200);
    }

    @Test
    void ten_thousand_rows_are_predicted_at_once() {
        assertThat(predict("{\"rows\":[" + String.join(",", Collections.nCopies(10_000, "{\"x1\":1,\"x2\":2}")) + "]}")).hasStatus(200)
                .bodyJson().extractingPath("$.predictions.length()").isEqualTo(10_000);
    }

    @Test
    void a_run_is_evaluated_on_a_dataset_with_its_columns() {
        var answer = evaluate("{\"dataset\":\"blobs\",\"checkpoint\":\"latest\"}");
        assertThat(answer).hasStatus(200).bodyJson().extractingPath("$.rows").isEqualTo(300);
        assertThat(answer).bodyJson().extractingPath("$.metrics.accuracy").asNumber().satisfies(accuracy -> assertThat(accuracy.doubleValue()).isGreaterThan(0.8));
        assertThat(answer).bodyJson().extractingPath("$.confusionMatrix.labels").asArray().hasSizeGreaterThan(1);
        assertThat(answer).bodyJson().extractingPath("$.perClass[0].support").isNotEqualTo(0);
        assertThat(post("/api/v1/datasets", "{\"name\":\"other\",\"columns\":[\"x1\",\"y\"],\"rows\":[[1,2]]}")).hasStatus(201);
        assertProblem(evaluate("{\"dataset\":\"other\"}"), 422, "feature-mismatch", "/dataset");
        assertProblem(evaluate("{\"dataset\":\"nowhere\"}"), 422, "unknown-reference", "/dataset");
        assertProblem(evaluate("{}"), 422, "missing-property", "/dataset");
    }

    @Test
    void a_run_without_a_checkpoint_is_not_ready_and_an_unknown_one_not_found() {
        assertProblem(post("/api/v1/runs/run_0/predictions", "{\"rows\":[]}"), 404, "not-found", null);
        assertThat(post("/api/v1/datasets", """
                {"name":"many","generator":{"type":"moons","rows":100000,"noise":0.1,"seed":7}}""")).hasStatus(201);
        var slow = submit("""
                {"dataset":"many","target":"label","model":{"layers":[{"type":"dense","units":1000},{"type":"dense","units":1000},{"type":"dense"}]},"epochs":10000,"batchSize":1}""");
        assertProblem(post("/api/v1/runs/" + slow + "/predictions", "{\"rows\":[]}"), 409, "model-not-ready", null);
        assertThat(post("/api/v1/runs/" + slow + "/cancel", "")).hasStatus(202);
    }

    private MvcTestResult predict(String body) {
        return post("/api/v1/runs/" + run + "/predictions", body);
    }

    private MvcTestResult evaluate(String body) {
        return post("/api/v1/runs/" + run + "/evaluations", body);
    }

    private String submit(String body) {
        var answer = post("/api/v1/runs", body);
        assertThat(answer).hasStatus(202);
        return read(answer, "$.id");
    }

    private MvcTestResult post(String path, String body) {
        return http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code, String pointer) {
        assertThat(answer).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON).bodyJson().extractingPath("$.code").isEqualTo(code);
        if (pointer != null) {
            assertThat(answer).bodyJson().extractingPath("$.errors[*].pointer").asArray().contains(pointer);
        }
    }

    private static String read(MvcTestResult answer, String path) {
        try {
            return JsonPath.read(answer.getResponse().getContentAsString(), path);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
