package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.DescentApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this process, on a directory that outlives it. */
record Service(ConfigurableApplicationContext context, String base) implements AutoCloseable {

    static final String MOONS = """
            {"name":"moons","generator":{"type":"moons","rows":1000,"noise":0.1,"seed":7}}""";
    static final String LINE = """
            {"name":"line","columns":["x","y"],"rows":[[0,1],[1,3],[2,5],[3,7]]}""";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> RESTING = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "PAUSED");

    /** One that holds {@link #MOONS} and {@link #LINE}. */
    static Service withDatasets(Path directory) {
        var service = on(directory);
        service.post(201, "/datasets", MOONS);
        service.post(201, "/datasets", LINE);
        return service;
    }

    static Service on(Path directory, String... arguments) {
        return of(new SpringApplication(DescentApplication.class), directory, arguments);
    }

    /** Tells these meters as well. */
    static Service with(MeterRegistry meters, Path directory, String... arguments) {
        var application = new SpringApplication(DescentApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) context -> context.registerBean(MeterRegistry.class, () -> meters));
        return of(application, directory, arguments);
    }

    static Service of(SpringApplication application, Path directory, String... arguments) {
        var all = new ArrayList<>(List.of("--server.port=0", "--descent.data-directory=" + directory, "--springdoc.api-docs.enabled=false",
                "--descent.worker.warm-up=false"));
        all.addAll(List.of(arguments));
        var context = application.run(all.toArray(String[]::new));
        return new Service(context, "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/api/v1");
    }

    static String run(String dataset, String target, int epochs) {
        return """
                {"dataset":"%s","target":"%s","epochs":%d,"model":{"layers":[{"type":"dense","units":8,"activation":"relu"},{"type":"dense"}]},
                 "checkpoint":{"everySeconds":0.5}}""".formatted(dataset, target, epochs);
    }

    JsonNode post(int status, String path, String body) {
        return send(status, HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void delete(String path) {
        send(204, HttpRequest.newBuilder(URI.create(base + path)).DELETE());
    }

    JsonNode get(String path) {
        return get(200, path);
    }

    JsonNode get(int status, String path) {
        return send(status, HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** Waits until the run rests. */
    JsonNode rested(String run) {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50))
                .until(() -> get("/runs/" + run), view -> RESTING.contains(view.get("status").asString()));
    }

    /** Waits until the run has recorded this many epochs. */
    void trained(String run, int epochs) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20))
                .until(() -> get("/runs/" + run).get("progress").get("epoch").asInt() >= epochs);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static JsonNode send(int status, HttpRequest.Builder request) {
        try {
            var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
