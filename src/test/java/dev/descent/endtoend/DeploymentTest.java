package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bodies as the Open Inference Protocol's description has them. */
class DeploymentTest extends EndToEnd {

    private static final String FLOWER = """
            {"id":"42","inputs":[{"name":"sepal_length_cm","shape":[2,1],"datatype":"FP64","data":[5.1,6.3]},{"name":"sepal_width_cm","shape":[2],"datatype":"FP32","data":[3.5,3.3]},
             {"name":"petal_length_cm","shape":[2,1],"datatype":"FP64","data":[[1.4],[6.0]]},{"name":"petal_width_cm","shape":[2,1],"datatype":"FP64","data":[0.2,2.5]}]}""";

    @Test
    void a_name_serves_a_model_by_the_open_inference_protocol() {
        var run = trained(7);
        var put = descent.put("/api/v1/deployments/blossoms", Map.of("run", run, "checkpoint", "best")).expect(201);
        assertThat(put.json().get("url").asString()).isEqualTo("/v2/models/blossoms/infer");
        assertThat(descent.get("/v2").json().get("name").asString()).isEqualTo("descent");
        assertThat(descent.get("/v2/health/live").json().toString()).isEqualTo("{\"live\":true}");
        assertThat(descent.get("/v2/health/ready").json().toString()).isEqualTo("{\"ready\":true}");
        assertThat(descent.get("/v2/models/blossoms/ready").json().get("ready").asBoolean()).isTrue();
        var model = descent.get("/v2/models/blossoms").expect(200).json();
        assertThat(model.get("versions").toString()).isEqualTo("[\"1\"]");
        assertThat(model.get("inputs").get(0).toString()).isEqualTo("{\"name\":\"sepal_length_cm\",\"datatype\":\"FP64\",\"shape\":[-1,1]}");
        assertThat(model.get("outputs").toString()).isEqualTo("[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]},{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[-1,3]}]");
        var answer = descent.post("/v2/models/blossoms/infer", FLOWER).expect(200).json();
        assertThat(answer.get("model_name").asString()).isEqualTo("blossoms");
        assertThat(answer.get("model_version").asString()).isEqualTo("1");
        assertThat(answer.get("id").asString()).isEqualTo("42");
        assertThat(answer.at("/outputs/0/data").toString()).isEqualTo("[\"setosa\",\"virginica\"]");
        assertThat(answer.at("/outputs/1/shape").toString()).isEqualTo("[2,3]");
        var predictions = descent.post("/api/v1/runs/" + run + "/predictions",
                "{\"rows\":[{\"sepal_length_cm\":5.1,\"sepal_width_cm\":3.5,\"petal_length_cm\":1.4,\"petal_width_cm\":0.2}]}").json();
        assertThat(answer.at("/outputs/1/data/0").asDouble()).isEqualTo(predictions.at("/predictions/0/probabilities/setosa").asDouble());
        var matrix = descent.post("/v2/models/blossoms/versions/1/infer",
                "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[[5.1,3.5,1.4,0.2]]}],\"outputs\":[{\"name\":\"label\"}]}").expect(200).json();
        assertThat(matrix.get("outputs").toString()).isEqualTo("[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"setosa\"]}]");
    }

    @Test
    void errors_are_one_text() {
        var run = trained(7);
        descent.put("/api/v1/deployments/strict", Map.of("run", run)).expect(201);
        assertThat(error("/v2/models/nobody/infer", FLOWER, 404)).contains("deployment");
        assertThat(error("/v2/models/strict/versions/9/infer", FLOWER, 404)).isNotEmpty();
        assertThat(error("/v2/models/strict/versions/x/infer", FLOWER, 404)).isNotEmpty();
        assertThat(error("/v2/models/strict/infer", "{\"inputs\":[]}", 400)).contains("/inputs");
        assertThat(error("/v2/models/strict/infer", "{\"inputs\"", 400)).isNotEmpty();
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("[5.1,6.3]", "[5.1]"), 400)).contains("sepal_length", "1 values", "2");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("5.1", "\"long\""), 400)).contains("sepal_length", "no number");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("sepal_width_cm", "petal_colour"), 400)).contains("petal_colour");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("\"shape\":[2]", "\"shape\":[3]"), 400)).contains("3 rows");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("\"shape\":[2]", "\"shape\":[-1]"), 400)).contains("shape");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("FP32", "FP8"), 400)).contains("datatype");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("[2", "[20000000000"), 413)).contains("10000");
        assertThat(error("/v2/models/strict/infer", FLOWER.replace("}]}", "}],\"outputs\":[{\"name\":\"logits\"}]}"), 400)).contains("logits", "label");
        assertThat(descent.get("/v2/models/nobody").expect(404).json().get("error").asString()).contains("deployment");
    }

    @Test
    void a_switch_makes_a_version_and_can_be_taken_back() {
        var first = trained(1);
        var second = trained(2);
        descent.put("/api/v1/deployments/blue%20green", Map.of("run", first)).expect(201);
        assertThat(descent.put("/api/v1/deployments/blue%20green", Map.of("run", first)).expect(200).json().get("version").asInt()).isEqualTo(1);
        assertThat(descent.put("/api/v1/deployments/blue%20green", Map.of("run", second, "checkpoint", "latest")).expect(200).json().get("version").asInt()).isEqualTo(2);
        assertThat(served("blue%20green")).isEqualTo(second);
        assertThat(descent.post("/api/v1/deployments/blue%20green/rollback", "").expect(200).json().get("version").asInt()).isEqualTo(1);
        assertThat(served("blue%20green")).isEqualTo(first);
        descent.post("/api/v1/deployments/blue%20green/rollback", "").expect(409);
        descent.post("/api/v1/deployments/blue%20green/rollback?version=2", "").expect(200);
        assertThat(descent.get("/api/v1/deployments").json().get("data").toString()).contains("blue green");
        assertThat(descent.delete("/api/v1/runs/" + second).expect(409).json().get("code").asString()).isEqualTo("in-use");
        descent.delete("/api/v1/runs/" + first).expect(204);
        descent.post("/api/v1/deployments/blue%20green/rollback", "").expect(409);
        descent.delete("/api/v1/deployments/blue%20green").expect(204);
        descent.get("/api/v1/deployments/blue%20green").expect(404);
        descent.delete("/api/v1/runs/" + second).expect(204);
    }

    @Test
    void a_split_sends_a_share_of_the_requests_to_a_second_model() {
        var first = trained(3);
        var second = trained(4);
        descent.put("/api/v1/deployments/shared", Map.of("run", first, "split", Map.of("run", second, "percent", 30))).expect(201);
        long others = IntStream.range(0, 100).filter(_ -> served("shared").equals(second)).count();
        assertThat((double) others).isCloseTo(30, within(0.5));
    }

    @Test
    void what_cannot_be_served_is_refused() {
        assertThat(descent.put("/api/v1/deployments/x", Map.of("run", "run_01k86ogf5ie00a8f1sk34056u2")).expect(422).json().at("/errors/0/pointer").asString()).isEqualTo("/run");
        var run = trained(7);
        assertThat(descent.put("/api/v1/deployments/x", Map.of("run", run, "checkpoint", 999)).expect(422).json().at("/errors/0/pointer").asString()).isEqualTo("/checkpoint");
        descent.put("/api/v1/deployments/x", Map.of("run", run, "chekpoint", "best")).expect(422);
        descent.put("/api/v1/deployments/x", Map.of("run", run, "split", Map.of("run", run, "percent", 101))).expect(422);
        descent.put("/api/v1/deployments/" + "x".repeat(201), Map.of("run", run)).expect(400);
        descent.get("/api/v1/deployments/x").expect(404);
        descent.delete("/api/v1/deployments/x").expect(404);
    }

    private String served(String name) {
        JsonNode answer = descent.post("/v2/models/" + name + "/infer", FLOWER).expect(200).json();
        return answer.at("/parameters/run").asString();
    }

    private String error(String path, String body, int status) {
        var answer = descent.post(path, body).expect(status).json();
        assertThat(answer.size()).isEqualTo(1);
        return answer.get("error").asString();
    }

    private String trained(int seed) {
        if (descent.get("/api/v1/datasets/served-flowers").status() == 404) {
            descent.upload("served-flowers", DATASETS.resolve("iris.csv"));
        }
        var run = descent.submit("{\"dataset\":\"served-flowers\",\"target\":\"species\",\"features\":[\"sepal_length_cm\",\"sepal_width_cm\",\"petal_length_cm\",\"petal_width_cm\"],\"model\":{},\"epochs\":30,\"seed\":" + seed + ",\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.05}}");
        descent.awaitSuccess(run);
        return run;
    }
}
