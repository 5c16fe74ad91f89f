package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.export.OnnxRuntimeReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is taken away answers as the service does; ONNX Runtime 1.29 reads the ONNX files. */
class ExportTest extends EndToEnd {

    @AfterEach
    void unskewed() {
        OnnxRuntimeReader.skew = 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"features\":[\"a\",\"b\",\"c\",\"d\"],\"target\":\"kind\",\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":9,\"activation\":\"relu\"},{\"type\":\"batchNorm\"},{\"type\":\"dropout\",\"rate\":0.2},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"colour\"],\"target\":\"kind\",\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":7,\"activation\":\"gelu\"},{\"type\":\"layerNorm\",\"activation\":\"silu\"},{\"type\":\"dense\",\"activation\":\"linear\"}]}",
        "\"features\":[\"a\",\"b\"],\"target\":\"side\",\"loss\":{\"type\":\"binaryCrossEntropy\"},\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":5,\"activation\":\"tanh\"},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\"],\"target\":\"side\",\"loss\":{\"type\":\"hinge\"},\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":5,\"activation\":\"elu\"},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"hole\",\"colour\"],\"target\":[\"c\",\"d\"],\"preprocessing\":{\"numeric\":\"minMax\",\"missing\":\"median\"},\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":5,\"activation\":\"softplus\"},{\"type\":\"dense\",\"units\":4,\"bias\":false,\"activation\":\"geluTanh\"},{\"type\":\"activation\",\"function\":\"leakyRelu\",\"slope\":0.2},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"colour\"],\"task\":\"reconstruction\",\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":3,\"activation\":\"sigmoid\"},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"c\",\"d\"],\"target\":\"kind\",\"model\":{\"layers\":[{\"type\":\"dense\",\"name\":\"x\",\"units\":4},{\"type\":\"add\",\"name\":\"s\",\"inputs\":[\"x\",\"input\"]},{\"type\":\"concat\",\"inputs\":[\"s\",\"x\",\"input\"]},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\"],\"target\":\"kind\",\"model\":{\"inputShape\":[1,3,3],\"layers\":[{\"type\":\"conv2d\",\"name\":\"p\",\"filters\":4,\"kernel\":[2,3],\"stride\":[1,2],\"padding\":[1,2],\"activation\":\"relu\"},{\"type\":\"batchNorm\"},{\"type\":\"maxPool2d\",\"kernel\":2,\"stride\":1},{\"type\":\"conv2d\",\"filters\":5,\"kernel\":1,\"bias\":false},{\"type\":\"avgPool2d\",\"kernel\":[1,2],\"stride\":1},{\"type\":\"flatten\"},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"],\"target\":\"i\",\"model\":{\"inputShape\":[2,4],\"layers\":[{\"type\":\"conv1d\",\"name\":\"p\",\"filters\":3,\"kernel\":3,\"padding\":1},{\"type\":\"conv1d\",\"name\":\"q\",\"filters\":3,\"kernel\":3,\"padding\":1,\"inputs\":[\"input\"]},{\"type\":\"concat\",\"inputs\":[\"p\",\"q\"]},{\"type\":\"avgPool1d\",\"kernel\":2,\"stride\":1},{\"type\":\"maxPool1d\",\"kernel\":2,\"stride\":1},{\"type\":\"flatten\"},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"],\"target\":\"i\",\"model\":{\"inputShape\":[4,2],\"layers\":[{\"type\":\"lstm\",\"units\":5,\"returnSequences\":true},{\"type\":\"layerNorm\"},{\"type\":\"conv1d\",\"filters\":4,\"kernel\":2},{\"type\":\"batchNorm\"},{\"type\":\"gru\",\"units\":3},{\"type\":\"dense\"}]}",
        "\"features\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"],\"target\":\"kind\",\"model\":{\"layers\":[{\"type\":\"reshape\",\"shape\":[4,2]},{\"type\":\"gru\",\"units\":5,\"returnSequences\":true},{\"type\":\"lstm\",\"units\":3},{\"type\":\"dense\"}]}",
        "\"features\":[\"colour\",\"kind\"],\"target\":\"a\",\"model\":{\"layers\":[{\"type\":\"embedding\",\"vocabulary\":6,\"dimension\":3},{\"type\":\"maxPool1d\",\"kernel\":2},{\"type\":\"flatten\"},{\"type\":\"dense\"}]}",
        "\"target\":\"c\",\"model\":{\"formula\":\"w1*a^2 - w2*sin(b)/(1 + abs(a)) + max(a, tanh(w3*b)) + exp(-a^2) + sqrt(abs(b)) - min(a, 0.5)\",\"parameters\":{\"w1\":0.5,\"w2\":2,\"w3\":-1}}"})
    void every_layer_and_task_answers_the_same_as_a_file(String spec) {
        var run = trained(spec);
        for (var format : List.of("onnx", "safetensors", "json")) {
            var answer = export(run, "latest", format);
            assertThat(answer.statusCode()).as("%s: %s", format, new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Export-Check").orElseThrow()).isEqualTo(format.equals("onnx") ? "within 1e-5 for 32 rows by ONNX Runtime" : "equal bits for 32 rows");
            assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow()).contains(run).contains("." + format);
        }
    }

    @Test
    void a_file_that_answers_something_else_is_not_handed_out() {
        var run = trained("\"features\":[\"a\",\"b\"],\"target\":\"c\",\"model\":{}");
        OnnxRuntimeReader.skew = 0.001;
        var refused = export(run, "latest", "onnx");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(JsonMapper.shared().readTree(refused.body()).get("code").asString()).isEqualTo("export-differs");
    }

    /** The layout as the format's description has it: eight bytes of length, JSON, numbers; PyTorch's shapes. */
    @Test
    void safetensors_holds_the_weights_of_the_service() {
        var run = trained("\"features\":[\"a\",\"b\",\"c\"],\"target\":\"kind\",\"model\":{\"layers\":[{\"type\":\"dense\",\"name\":\"hidden\",\"units\":2},{\"type\":\"dense\",\"name\":\"out\"}]}");
        var file = export(run, "latest", "safetensors").body();
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        var header = JsonMapper.shared().readTree(file, 8, length);
        assertThat(header.at("/hidden.weight/shape").toString()).isEqualTo("[2,3]");
        var weights = descent.get("/api/v1/runs/" + run + "/checkpoints/latest/weights").json();
        var expected = new ArrayList<Float>();
        weights.get("hidden.weight").forEach(row -> row.forEach(value -> expected.add(value.floatValue())));
        int at = 8 + length + header.at("/hidden.weight/data_offsets/0").intValue();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(bytes.getFloat(at + 4 * i)).isEqualTo(expected.get(i));
        }
        var own = JsonMapper.shared().readTree(header.at("/__metadata__/descent").stringValue());
        assertThat(own.at("/preprocessing/features/0/column").asString()).isEqualTo("a");
        assertThat(own.at("/preprocessing/targets/0/labels").toString()).isEqualTo("[\"x\",\"y\",\"z\"]");
        assertThat(own.get("weightsDigest")).isEqualTo(descent.run(run).get("weightsDigest"));
    }

    @Test
    void what_is_not_there_cannot_be_taken_away() {
        var run = trained("\"features\":[\"a\",\"b\"],\"target\":\"c\",\"model\":{}");
        assertThat(export(run, "latest", "pickle").statusCode()).isEqualTo(400);
        assertThat(export(run, "777", "json").statusCode()).isEqualTo(404);
        assertThat(export(run, "newest", "json").statusCode()).isEqualTo(400);
        assertThat(export("run_01k86ogf5ie00a8f1sk34056u2", "latest", "json").statusCode()).isEqualTo(404);
        assertThat(descent.get("/api/v1/runs/" + run + "/checkpoints/latest/export").status()).isEqualTo(400);
    }

    private String trained(String spec) {
        if (descent.get("/api/v1/datasets/takenaway").status() == 404) {
            var random = new Random(4);
            var rows = new ArrayList<List<Object>>();
            for (int i = 0; i < 60; i++) {
                var row = new ArrayList<Object>();
                for (int c = 0; c < 9; c++) {
                    row.add(random.nextGaussian() * (c + 1) + c * 10);
                }
                row.add(List.of("x", "y", "z").get(i % 3));
                row.add(i % 2 == 0 ? "left" : "right");
                row.add(List.of("red", "green", "blue", "näive ☃").get(random.nextInt(4)));
                row.add(i % 7 == 0 ? null : random.nextDouble() * 1e6);
                rows.add(row);
            }
            descent.createDataset("takenaway", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "kind", "side", "colour", "hole"), rows);
        }
        var run = descent.submit("{\"dataset\":\"takenaway\",\"epochs\":2," + spec + "}");
        descent.awaitSuccess(run);
        return run;
    }

    private HttpResponse<byte[]> export(String run, String which, String format) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(descent.request("/api/v1/runs/" + run + "/checkpoints/" + which + "/export?format=" + format).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
