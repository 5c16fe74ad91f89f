package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import dev.descent.endtoend.DescentClient.Part;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** One service for people who don't trust each other: what each may have, and that nobody's greed is another one's harm. */
@ExtendWith(OutputCaptureExtension.class)
class FairShareTest {

    private static Node node;
    private static String base;
    private static DescentClient admin;

    @BeforeAll
    static void start() throws IOException {
        var home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "fairshare");
        node = Node.start(List.of("--descent.data-directory=" + home, "--server.tomcat.basedir=" + home.resolve("tomcat")),
                "--descent.security.mode=keys", "--spring.profiles.active=prod", "--management.server.port=0", "--management.server.address=127.0.0.1",
                "--descent.quotas.queued=12", "--descent.quotas.models=2", "--descent.quotas.datasets=2", "--descent.quotas.upload-bytes=1KB");
        base = node.client().base();
        admin = node.client().with(Files.readString(home.resolve("admin.key")).strip());
    }

    @AfterAll
    static void stop() {
        admin.close();
        node.close();
    }

    @Test
    void who_asks_too_often_waits_and_nobody_else_does() {
        try (var hasty = of("hasty"); var calm = of("calm")) {
            var answers = Stream.generate(() -> hasty.get("/api/v1/limits")).limit(5000).takeWhile(answer -> answer.status() == 200).toList();
            assertThat(answers).hasSizeGreaterThanOrEqualTo(40);
            assertThat(answers.getFirst().header("RateLimit-Policy")).isEqualTo("\"requests\";q=40;w=2");
            assertThat(answers.getFirst().header("RateLimit")).isEqualTo("\"requests\";r=39;t=1");
            Answer refused;
            do refused = hasty.get("/api/v1/limits"); while (refused.status() != 429);
            assertThat(refused.json().get("code").asString()).isEqualTo("rate-limited");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("RateLimit")).startsWith("\"requests\";r=0;t=");
            calm.get("/api/v1/limits").expect(200);
        }
    }

    @Test
    void uploads_are_counted_by_the_minute_and_weighed() {
        try (var client = of("uploader")) {
            assertThat(client.postMultipart("/api/v1/datasets", List.of(Part.file("large.csv", "a\n" + "1\n".repeat(2000)))).expect(413).json().get("code").asString())
                    .isEqualTo("dataset-too-large");
            for (int i = 1; i < 10; i++) {
                client.postMultipart("/api/v1/dataset-previews", List.of(Part.file("a.csv", "a,b\n1,2\n3,4\n"))).expect(200);
            }
            var refused = client.postMultipart("/api/v1/dataset-previews", List.of(Part.file("a.csv", "a,b\n1,2\n3,4\n"))).expect(429);
            assertThat(refused.header("RateLimit")).startsWith("\"uploads\";r=0;t=");
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=40;w=2, \"uploads\";q=10;w=60");
        }
    }

    @Test
    void a_tenant_has_no_more_than_its_quota_and_others_have_theirs() {
        try (var many = of("many"); var other = of("other")) {
            for (int i = 0; i < 2; i++) {
                many.post("/api/v1/models", model("m" + i)).expect(201);
                many.createDataset("d" + i, List.of("x", "y"), List.of(List.of(1, 2), List.of(2, 3)));
            }
            refusedByQuota(many.post("/api/v1/models", model("m2")), 2, 3);
            refusedByQuota(many.post("/api/v1/datasets", Map.of("name", "d2", "columns", List.of("x"), "rows", List.of(List.of(1)))), 2, 3);
            other.post("/api/v1/models", model("m2")).expect(201);
            var limits = many.get("/api/v1/limits").expect(200).json();
            assertThat(limits.get("quotas").get("models").asInt()).isEqualTo(2);
            assertThat(limits.get("usage").get("models").asInt()).isEqualTo(2);
            assertThat(limits.get("usage").get("datasets").asInt()).isEqualTo(2);
            assertThat(limits.get("usage").get("bytes").asLong()).isPositive();
            assertThat(limits.get("parameters").asLong()).isEqualTo(10_000_000);
        }
    }

    /** One slot, and many that came first. */
    @Test
    void a_single_run_does_not_wait_for_the_many_of_another_tenant() {
        try (var greedy = of("greedy"); var modest = of("modest")) {
            var theirs = runsOf(greedy, 10, 2000);
            var single = ended(modest, runsOf(modest, 1, 1).getFirst());
            var overtaken = theirs.stream().map(greedy::run).filter(run -> run.get("startedAt").isString())
                    .filter(run -> at(run, "startedAt").isAfter(at(single, "createdAt")) && at(run, "startedAt").isBefore(at(single, "startedAt"))).toList();
            assertThat(overtaken).as("begun while the single one waited").hasSizeLessThanOrEqualTo(1);
            var places = greedy.get("/api/v1/queue").expect(200).json().get("data");
            assertThat(places.valueStream().map(place -> place.get("run").asString())).isSubsetOf(theirs);
            refusedByQuota(Stream.generate(() -> greedy.post("/api/v1/runs", run("d", 2000))).filter(answer -> answer.status() != 202).findFirst().orElseThrow(), 12, 13);
            greedy.get("/api/v1/runs?status=QUEUED,RUNNING").json().get("data").forEach(run -> greedy.post("/api/v1/runs/" + run.get("id").asString() + "/cancel", ""));
        }
    }

    @Test
    void a_change_of_something_that_changed_meanwhile_is_refused() {
        try (var client = of("editor")) {
            var run = runsOf(client, 1, 1).getFirst();
            ended(client, run);
            var tag = client.get("/api/v1/runs/" + run).header("ETag");
            assertThat(tag).matches("\"[0-9a-f]{16}\"");
            var mine = rename(client, run, tag, "mine").expect(200);
            assertThat(mine.header("ETag")).isNotEqualTo(tag);
            assertThat(rename(client, run, tag, "lost").expect(412).json().get("code").asString()).isEqualTo("precondition-failed");
            rename(client, run, "W/" + mine.header("ETag"), "weak").expect(412);
            assertThat(client.run(run).get("name").asString()).isEqualTo("mine");
            rename(client, run, "*", "any").expect(200);
            rename(client, run, "\"x\", " + client.get("/api/v1/runs/" + run).header("ETag"), "listed").expect(200);
            assertThat(client.get("/api/v1/datasets/d").header("ETag")).isNotEmpty();
        }
    }

    @Test
    void a_body_that_arrives_changed_is_not_stored() throws Exception {
        try (var client = of("checker")) {
            for (String type : List.of("multipart/form-data; boundary=b", "application/json")) {
                var body = type.startsWith("multi") ? "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sum.csv\"\r\n\r\na,b\n1,2\n3,4\n\r\n--b--\r\n"
                        : "{\"name\":\"json\",\"columns\":[\"x\"],\"rows\":[[1],[2]]}";
                var right = "sha-256=:" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8))) + ":";
                assertThat(store(client, type, right, body.replace("1", "7")).expect(422).json().get("code").asString()).isEqualTo("checksum-mismatch");
                assertThat(store(client, type, "md5=:AAAA:", body).expect(400).json().get("code").asString()).isEqualTo("invalid-parameter");
                assertThat(client.get("/api/v1/datasets").json().get("data")).hasSize(type.startsWith("multi") ? 0 : 1);
                store(client, type, right, body).expect(201);
            }
        }
    }

    @Test
    void every_change_and_every_refusal_is_in_the_audit_log_as_one_line(CapturedOutput log) {
        try (var client = of("audited"); var nobody = node.client().with("dk_0000000000_" + "0".repeat(52))) {
            var model = client.post("/api/v1/models", model("kept secret 4711")).expect(201).json().get("id").asString();
            client.delete("/api/v1/models/" + model).expect(204);
            client.delete("/api/v1/models/x%20tenant=root%1b%5b31m").expect(404);
            nobody.get("/api/v1/runs").expect(401);
            client.get("/api/v1/models").expect(200);
            assertThat(log.getOut().lines().filter(line -> line.contains("descent.audit")).filter(line -> line.contains("tenant=audited ")).map(line -> line.replaceAll(".*tenant=", "tenant=")))
                    .satisfiesExactly(
                            line -> assertThat(line).matches("tenant=audited key=key_\\w+ action=POST:/api/v1/models resource=" + model + " result=201 from=127.0.0.1"),
                            line -> assertThat(line).contains("action=DELETE:/api/v1/models/{id} resource=" + model + " result=204"),
                            line -> assertThat(line).contains("resource=x?tenant?root??31m result=404"));
            assertThat(log.getOut()).containsPattern("tenant=- key=- action=GET:\\S* resource=- result=401").contains("action=POST:/api/v1/admin/keys resource=key_")
                    .doesNotContain("4711", "0".repeat(52), "\u001b[31m");
        }
    }

    @Test
    void whatever_is_answered_has_the_headers_that_protect_a_browser() throws IOException {
        for (var answer : List.of(admin.get("/api/v1/limits").expect(200), node.client().get("/api/v1/limits").expect(401), admin.get("/api/v1/runs/run_0").expect(404),
                admin.post("/api/v1/runs", "{").expect(400), admin.get("/").expect(200))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.response().request().uri().getPath().startsWith("/api/")).isEqualTo(answer.header("Cache-Control").equals("no-store"));
        }
        assertThat(admin.send(admin.request("/api/v1/models").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))).status()).isEqualTo(415);
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9000))).startsWith("HTTP/1.1 431");
        assertThat(raw("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: localhost")).startsWith("HTTP/1.1 414");
    }

    @Test
    void a_service_in_production_shows_no_more_than_it_must() {
        var management = new DescentClient("http://127.0.0.1:" + node.context().getEnvironment().getRequiredProperty("local.management.port"));
        for (String path : List.of("/swagger-ui.html", "/swagger-ui/index.html", "/v3/api-docs", "/v3/api-docs.yaml", "/h2-console", "/h2-console/", "/actuator/health",
                "/actuator/env", "/actuator/heapdump", "/actuator/prometheus")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(management.get("/actuator/health").status()).isEqualTo(200);
        assertThat(management.get("/actuator/heapdump").status()).isIn(401, 404);
        management.close();
    }

    private static DescentClient of(String tenant) {
        return node.client().with(admin.post("/api/v1/admin/keys", Map.of("name", tenant, "role", "writer", "tenant", tenant)).expect(201).json().get("key").asString());
    }

    /** Waits at the stream of events: one request, however long it takes. */
    private static JsonNode ended(DescentClient client, String run) {
        assertThat(client.get("/api/v1/runs/" + run + "/events", "text/event-stream").expect(200).text()).contains("SUCCEEDED");
        return client.run(run);
    }

    private static Instant at(JsonNode run, String field) {
        return Instant.parse(run.get(field).asString());
    }

    private static void refusedByQuota(Answer answer, int limit, int actual) {
        assertThat(answer.expect(429).json().get("code").asString()).isEqualTo("quota-exceeded");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.json().get("limit").asInt()).isEqualTo(limit);
        assertThat(answer.json().get("actual").asInt()).isEqualTo(actual);
    }

    /** On a dataset of its own. */
    private static List<String> runsOf(DescentClient client, int runs, int epochs) {
        client.post("/api/v1/datasets", Map.of("name", "d", "generator", Map.of("type", "moons", "rows", 2000))).expect(201);
        return IntStream.range(0, runs).mapToObj(_ -> client.submit(run("d", epochs))).toList();
    }

    private static Map<String, Object> run(String dataset, int epochs) {
        return Map.of("dataset", dataset, "target", "label", "epochs", epochs, "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 64), Map.of("type", "dense"))));
    }

    private static Map<String, Object> model(String name) {
        return Map.of("name", name, "layers", List.of(Map.of("type", "dense")));
    }

    private static Answer rename(DescentClient client, String run, String tag, String name) {
        return client.send(client.request("/api/v1/runs/" + run).header("Content-Type", "application/json").header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"" + name + "\"}")));
    }

    private static Answer store(DescentClient client, String type, String digest, String body) {
        return client.send(client.request("/api/v1/datasets").header("Content-Type", type).header("Content-Digest", digest).POST(BodyPublishers.ofString(body)));
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", URI.create(base).getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            socket.getOutputStream().write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
