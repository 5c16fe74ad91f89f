package dev.descent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateTestApiTest {

    private static final String PATH = "/learning-rate-tests";

    @TempDir
    private static Path directory;

    private static Service service;

    @BeforeAll
    static void start() {
        service = Service.withDatasets(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_curve_comes_with_a_suggestion_that_is_a_tenth_of_where_it_is_lowest() {
        var test = service.post(200, PATH, request("\"from\":0.00001,\"to\":10,\"steps\":200"));
        double lowest = Double.POSITIVE_INFINITY;
        double rate = 0;
        for (var point : test.get("points")) {
            if (point.get("smoothedLoss").isNumber() && point.get("smoothedLoss").asDouble() < lowest) {
                lowest = point.get("smoothedLoss").asDouble();
                rate = point.get("learningRate").asDouble();
            }
        }
        assertThat(test.get("suggestion").asDouble()).isEqualTo(rate / 10).isBetween(1e-4, 0.5);
        assertThat(test.get("points").get(0).get("learningRate").asDouble()).isEqualTo(1e-5);
        assertThat(service.post(200, PATH, request("\"from\":0.00001,\"to\":10,\"steps\":200"))).isEqualTo(test);
        assertThat(service.get("/runs").get("data")).isEmpty();
    }

    @Test
    void a_loss_that_is_not_finite_is_null_and_named() {
        service.post(201, "/datasets", "{\"name\":\"large\",\"columns\":[\"x\",\"y\"],\"rows\":[[1e20,1],[2e20,2],[3e20,3]]}");
        var points = service.post(200, PATH, """
                {"dataset":"large","target":"y","validation":null,"optimizer":{"type":"sgd"},"steps":100,
                 "preprocessing":{"numeric":"none"},"model":{"layers":[{"type":"dense","initializer":{"type":"constant","value":1e30}}]}}""")
                .get("points");
        var last = points.get(points.size() - 1);
        assertThat(last.get("loss").isNull()).isTrue();
        assertThat(last.get("nonFinite").get("loss").asString()).isIn("Infinity", "NaN");
    }

    @Test
    void everything_that_is_wrong_with_the_run_is_told_as_for_a_run() {
        var refusal = service.post(422, PATH, "{\"dataset\":\"moons\",\"target\":\"label\",\"lr\":1,\"steps\":1,\"model\":{\"layers\":[{\"type\":\"dense\",\"unitz\":3}]}}");
        assertThat(refusal.get("errors").toString()).contains("/lr", "/steps", "/model/layers/0/unitz");
        assertThat(service.post(422, PATH, request("\"from\":1,\"to\":0.1")).get("errors").get(0).get("pointer").asString()).isEqualTo("/to");
    }

    @Test
    void a_test_that_would_take_longer_than_seconds_is_refused() {
        var refusal = service.post(422, PATH, """
                {"dataset":"moons","target":"label","steps":1000,"batchSize":800,"model":{"layers":[{"type":"dense","units":2000},{"type":"dense","units":2000},{"type":"dense"}]}}""");
        assertThat(refusal.get("code").asString()).isEqualTo("compute-budget-exceeded");
        assertThat(refusal.get("errors").get(0).get("pointer").asString()).isEqualTo("/steps");
    }

    @Test
    void one_test_runs_at_a_time_and_whoever_comes_in_between_is_told_to_retry() throws Exception {
        var large = """
                {"dataset":"moons","target":"label","steps":1000,"model":{"layers":[{"type":"dense","units":128},{"type":"dense","units":128},{"type":"dense"}]}}""";
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<String> refused = null;
            for (int round = 0; round < 20 && refused == null; round++) {
                var sent = IntStream.range(0, 4).mapToObj(_ -> http.sendAsync(HttpRequest.newBuilder(URI.create(service.base() + PATH)).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(large)).build(), HttpResponse.BodyHandlers.ofString())).toList();
                for (var answer : sent) {
                    assertThat(answer.get().statusCode()).isIn(200, 503);
                    refused = answer.get().statusCode() == 503 ? answer.get() : refused;
                }
                assertThat(sent.stream().anyMatch(answer -> answer.join().statusCode() == 200)).isTrue();
            }
            assertThat(refused).isNotNull();
            assertThat(refused.body()).contains("\"code\":\"unavailable\"", "Another learning-rate test");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        service.post(200, PATH, large);
    }

    private static String request(String more) {
        return """
                {"dataset":"moons","target":"label","model":{"layers":[{"type":"dense","units":16,"activation":"relu"},{"type":"dense"}]},"optimizer":{"type":"adam"},%s}"""
                .formatted(more);
    }
}
