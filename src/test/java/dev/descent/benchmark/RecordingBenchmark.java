package dev.descent.benchmark;

import dev.descent.DescentApplication;
import dev.descent.nn.spec.Threads;
import dev.descent.nn.train.StopSignal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What recording, checkpoints and everything else around a run cost: W2 trained by the service, over HTTP and on H2, beside the bare
 * core, in turns. A long run less a short one leaves what an epoch takes by the clock on the wall. Argument: rounds.
 */
public final class RecordingBenchmark {

    private static final Workload WORKLOAD = Workload.W2;
    private static final int SHORT = 10;
    private static final int LONG = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    private RecordingBenchmark(String base) {
        this.base = base + "/api/v1";
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var directory = Files.createTempDirectory("recording");
        var rows = SyntheticData.of(WORKLOAD);
        try (var service = new SpringApplicationBuilder(DescentApplication.class).run("--server.port=0", "--descent.worker.slots=1", "--descent.data-directory=" + directory);
                var bare = new DescentSide(WORKLOAD, rows)) {
            var benchmark = new RecordingBenchmark("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
            benchmark.upload(csv(rows, directory.resolve("rows.csv")));
            benchmark.measure(bare, rounds);
        }
        System.exit(0);
    }

    private void measure(DescentSide bare, int rounds) throws IOException, InterruptedException {
        secondsOfRun(SHORT);
        secondsAlone(bare, SHORT);
        var ratios = new ArrayList<Double>();
        var table = new TextTable("round", "service, samples/s", "bare core, samples/s", "service ÷ core");
        for (int round = 1; round <= rounds; round++) {
            double service = WORKLOAD.rows * (LONG - SHORT) / (secondsOfRun(LONG) - secondsOfRun(SHORT));
            double core = WORKLOAD.rows * (LONG - SHORT) / (secondsAlone(bare, LONG) - secondsAlone(bare, SHORT));
            ratios.add(service / core);
            table.row(String.valueOf(round), "%,.0f".formatted(service), "%,.0f".formatted(core), "%.3f".formatted(service / core));
        }
        table.print("%s trained by the service and alone; median of the ratios %.3f".formatted(WORKLOAD, Rates.median(ratios.stream().mapToDouble(Double::doubleValue).toArray())));
    }

    private double secondsAlone(DescentSide bare, int epochs) {
        var done = new int[1];
        long began = System.nanoTime();
        bare.train(Threads.of(1), null, epoch -> done[0] = epoch, () -> done[0] < epochs ? StopSignal.Request.CONTINUE : StopSignal.Request.STOP);
        return (System.nanoTime() - began) / 1e9;
    }

    private double secondsOfRun(int epochs) throws IOException, InterruptedException {
        var layers = IntStream.range(1, WORKLOAD.widths.length).mapToObj(i -> "{\"type\":\"dense\",\"units\":%d%s}"
                .formatted(WORKLOAD.widths[i], i < WORKLOAD.widths.length - 1 ? ",\"activation\":\"relu\"" : "")).toList();
        var request = """
                {"dataset":"rows","target":"y","model":{"layers":[%s]},"preprocessing":{"numeric":"none"},"optimizer":{"type":"adam","learningRate":%s},
                 "epochs":%d,"batchSize":%d,"validation":null,"seed":42}""".formatted(String.join(",", layers), WORKLOAD.learning.rate, epochs, WORKLOAD.batch);
        var id = send("/runs", BodyPublishers.ofString(request), "application/json").get("id").asString();
        // The stream ends with the run, and takes nothing from it meanwhile.
        http.send(HttpRequest.newBuilder(URI.create(base + "/runs/" + id + "/events?maxRate=1")).header("Accept", "text/event-stream").build(), BodyHandlers.discarding());
        var run = JSON.readTree(http.send(HttpRequest.newBuilder(URI.create(base + "/runs/" + id)).build(), BodyHandlers.ofString()).body());
        if (!run.get("status").asString().equals("SUCCEEDED")) {
            throw new IllegalStateException(run.toString());
        }
        return Duration.between(Instant.parse(run.get("startedAt").asString()), Instant.parse(run.get("finishedAt").asString())).toNanos() / 1e9;
    }

    private void upload(Path csv) throws IOException, InterruptedException {
        var boundary = "recording-benchmark";
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        send("/datasets", BodyPublishers.concat(BodyPublishers.ofString(head.formatted("name", "") + "rows\r\n" + head.formatted("options", "") + "{\"types\":{\"y\":\"categorical\"}}\r\n"
                + head.formatted("file", "; filename=\"rows.csv\"")), BodyPublishers.ofFile(csv), BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")), "multipart/form-data; boundary=" + boundary);
    }

    private JsonNode send(String path, BodyPublisher body, String type) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", type).POST(body).build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static Path csv(SyntheticData rows, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            int inputs = WORKLOAD.inputs();
            var names = new ArrayList<>(List.of("y"));
            IntStream.range(0, inputs).forEach(i -> names.add("x" + i));
            out.write(String.join(",", names) + "\n");
            for (int row = 0; row < WORKLOAD.rows; row++) {
                out.write("c" + (int) rows.targets()[row]);
                for (int i = 0; i < inputs; i++) {
                    out.write("," + rows.features()[row * inputs + i]);
                }
                out.write("\n");
            }
        }
        return file;
    }
}
