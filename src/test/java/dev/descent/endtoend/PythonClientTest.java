package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python client, run as its users run it. */
class PythonClientTest extends EndToEnd {

    private static final Path CLIENT = Path.of("src/main/clients/python/descent.py").toAbsolutePath();
    private static final String FEATURES = "\"features\": [\"sepal_length_cm\", \"sepal_width_cm\", \"petal_length_cm\", \"petal_width_cm\"]";

    @TempDir
    Path directory;

    private File python;

    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void find() {
        python = Program.find("python3", "the Python client was", "python3");
    }

    @Test
    void a_file_is_trained_on_watched_predicted_and_taken_away_from_the_command_line() throws Exception {
        var flowers = directory.resolve("python flowers.csv");
        Files.copy(DATASETS.resolve("iris.csv"), flowers);
        var trained = python("train", flowers.toString(), "--target", "species", "--epochs", "40", "--request", "{" + FEATURES + ", \"optimizer\": {\"type\": \"adam\", \"learningRate\": 0.05}}", "--watch");
        assertThat(trained.status()).as(trained.err()).isZero();
        var run = trained.out().strip();
        assertThat(trained.err()).contains("40/40", "[##############################]", "valLoss");
        assertThat(descent.run(run).get("status").asString()).isEqualTo("SUCCEEDED");
        var rows = directory.resolve("rows.csv");
        Files.writeString(rows, "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");
        assertThat(python("predict", run, rows.toString()).out().lines().map(line -> line.split(",")[0])).containsExactly("label", "setosa", "virginica");
        var model = directory.resolve("model.safetensors");
        assertThat(python("export", run, model.toString()).status()).isZero();
        assertThat(Files.size(model)).isGreaterThan(100);
        assertThat(python("watch", run).status()).isZero();
    }

    @Test
    void a_refusal_names_every_place() throws Exception {
        var flowers = directory.resolve("refused flowers.csv");
        Files.copy(DATASETS.resolve("iris.csv"), flowers);
        var refused = python("train", flowers.toString(), "--target", "specie", "--request", "{\"epochs\": 0}");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("422", "/epochs").doesNotContain("Traceback");
        assertThat(python("watch", "run_01k86ogf5ie00a8f1sk34056u2").err()).contains("404", "not-found").doesNotContain("Traceback");
    }

    @Test
    void it_is_a_module_as_well() throws Exception {
        descent.post("/api/v1/datasets", "{\"name\":\"python moons\",\"generator\":{\"type\":\"moons\",\"rows\":200,\"noise\":0.1,\"seed\":7}}").expect(201);
        var script = directory.resolve("script.py");
        Files.writeString(script, """
                import sys
                sys.path.insert(0, sys.argv[1])
                from descent import Descent, Refused
                descent = Descent(sys.argv[2])
                run = descent.train("python moons", target="label", epochs=5, model={"layers": [{"type": "dense", "units": 8, "activation": "tanh"}, {"type": "dense"}]})
                assert descent.watch(run)["status"] == "SUCCEEDED"
                assert len(descent.epochs(run)) == 5
                prediction = descent.predict(run, [{"x1": 0.5, "x2": -0.2}])[0]
                print(prediction["label"], round(sum(prediction["probabilities"].values()), 6))
                try:
                    descent.train("nowhere", target="label")
                except Refused as refused:
                    print(refused.status, refused.problem["errors"][0]["pointer"])
                """);
        var ran = run(List.of(python.getPath(), script.toString(), CLIENT.getParent().toString(), descent.base()));
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out().lines().toList()).hasSize(2).last().isEqualTo("422 /dataset");
        assertThat(ran.out()).contains(" 1.0");
    }

    private Ran python(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python.getPath(), CLIENT.toString(), "--url", descent.base()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ran run(List<String> command) throws IOException, InterruptedException {
        var out = directory.resolve("out.txt").toFile();
        var err = directory.resolve("err.txt").toFile();
        int status = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start().waitFor();
        return new Ran(status, Files.readString(out.toPath(), StandardCharsets.UTF_8), Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }
}
