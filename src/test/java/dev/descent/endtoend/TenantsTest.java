package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One service that asks for keys, and two tenants who don't trust each other. */
@ExtendWith(OutputCaptureExtension.class)
class TenantsTest {

    private static final String MOONS = """
            {"name":"%s","generator":{"type":"moons","rows":40,"noise":0.1,"seed":%d}}""";
    private static final String LAYERS = """
            {"name":"%s","layers":[{"type":"dense","units":4,"activation":"tanh"},{"type":"dense"}]}""";
    private static final String RUN = """
            {"name":"secret run","dataset":"%s","model":"%s","target":"label","epochs":2,"labels":{"team":"secret team"}}""";
    private static final String SWEEP = """
            {"name":"secret sweep","run":{"dataset":"%s","model":"%s","target":"label","epochs":1},"search":{"type":"grid","parameters":{"/seed":[1]}}}""";

    /** What to send to the operations that want something, so that the id is all that they can refuse. A new operation needs its line here. */
    private static final String INFERENCE = "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[1,1]}]}";

    private static final Map<String, String> BODIES = Map.of(
            "PATCH /api/v1/runs/{id}", "{\"name\":\"taken over\"}",
            "POST /api/v1/runs/{id}/fork", "{}",
            "POST /api/v1/runs/{id}/predictions", "{\"rows\":[{\"x1\":1,\"x2\":1}]}",
            "POST /api/v1/runs/{id}/evaluations", "{\"dataset\":\"own\"}",
            "POST /api/v1/sweeps/{id}/trials", "{\"trials\":1}",
            "POST /v2/models/{name}/infer", INFERENCE,
            "POST /v2/models/{name}/versions/{version}/infer", INFERENCE);

    /** Of a name of one's own it makes something new, whatever others call theirs. */
    private static final String NAMING = "PUT /api/v1/deployments/{name}";

    /** They come with the service and are the same for everybody. */
    private static final List<String> COMMON = List.of("/api/v1/recipes/{id}", "/api/v1/recipes/{id}/runs");

    @TempDir
    static Path directory;
    private static Node node;
    private static DescentClient operator;
    private static DescentClient ada;
    private static DescentClient bob;
    private static final List<String> KEYS = new ArrayList<>();
    /** Bob's, by the first part of the path behind the version. */
    private static final Map<String, String> SECRETS = new TreeMap<>();

    @BeforeAll
    static void twoTenantsMoveIn() throws Exception {
        node = Node.start(List.of("--descent.data-directory=" + directory.resolve("data"), "--server.tomcat.basedir=" + directory.resolve("work")),
                "--descent.security.mode=keys", "--descent.worker.warm-up=false",
                "--descent.limits.requests-per-second=10000", "--descent.limits.request-burst=10000");
        var file = directory.resolve("data/admin.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        KEYS.add(Files.readString(file).strip());
        operator = node.client().with(KEYS.getFirst());
        ada = tenant("lab-a");
        bob = tenant("lab-b");
        SECRETS.put("datasets", id(bob.post("/api/v1/datasets", MOONS.formatted("secret data", 7)).expect(201)));
        SECRETS.put("models", id(bob.post("/api/v1/models", LAYERS.formatted("secret model")).expect(201)));
        SECRETS.put("runs", id(bob.post("/api/v1/runs", RUN.formatted("secret data", "secret model")).expect(202)));
        SECRETS.put("sweeps", id(bob.post("/api/v1/sweeps", SWEEP.formatted("secret data", "secret model")).expect(202)));
        SECRETS.put("admin", bob.get("/api/v1/me").expect(200).json().get("key").get("id").asString());
        bob.awaitSuccess(SECRETS.get("runs"));
        SECRETS.put("deployments", "secret-served");
        bob.put("/api/v1/deployments/secret-served", Map.of("run", SECRETS.get("runs"))).expect(201);
        ada.post("/api/v1/datasets", MOONS.formatted("own", 8)).expect(201);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_tenant_is_answered_like_what_does_not_exist() {
        var operations = new TreeMap<String, JsonNode>();
        node.client().get("/v3/api-docs").expect(200).json().get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            if (path.getKey().contains("{") && !COMMON.contains(path.getKey())) {
                operations.put(operation.getKey().toUpperCase() + " " + path.getKey(), operation.getValue());
            }
            operations.remove(NAMING);
        }));
        assertThat(operations).hasSizeGreaterThan(20);
        return operations.entrySet().stream().map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> isHidden(operation.getKey(), operation.getValue())));
    }

    private void isHidden(String operation, JsonNode contract) {
        var path = operation.split(" ")[1];
        var place = path.startsWith("/v2/models/") ? "deployments" : path.split("/")[3];
        assertThat(SECRETS).as("something of Bob's to be asked for by %s", operation).containsKey(place);
        assertThat(!contract.has("requestBody") || !contract.get("requestBody").path("required").asBoolean() || BODIES.containsKey(operation)).as("a body for " + operation).isTrue();
        var secret = SECRETS.get(place);
        var unknown = secret.substring(0, secret.length() - 8) + "00000000";
        for (String accept : produced(contract)) {
            var foreign = call(ada, operation, secret, accept).expect(404);
            assertThat(comparable(foreign)).isEqualTo(comparable(call(ada, operation, unknown, accept).expect(404)));
            assertThat(foreign.text().replace(secret, "")).doesNotContain("secret", "lab-b");
        }
        if (!place.equals("admin") && !place.equals("runs")) {
            call(ada, operation, "secret%20" + place.replaceAll("s$", "").replace("dataset", "data"), "*/*").expect(404);
        }
        bob.get((place.equals("admin") ? "/api/v1/admin/keys/" : "/api/v1/" + place + "/") + secret).expect(200);
    }

    private static Answer call(DescentClient client, String operation, String id, String accept) {
        var path = operation.split(" ")[1].replace("{id}", id).replace("{which}", "latest").replace("{name}", id).replace("{version}", "1") + (operation.endsWith("/export") ? "?format=json" : "");
        var body = BODIES.get(operation);
        var request = client.request(path).header("Accept", accept);
        return client.send((body == null ? request : request.header("Content-Type", "application/json"))
                .method(operation.split(" ")[0], body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static TreeSet<String> produced(JsonNode contract) {
        var types = new TreeSet<String>(List.of("*/*"));
        contract.get("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2") && answer.getValue().has("content"))
                .forEach(answer -> answer.getValue().get("content").propertyNames().forEach(types::add));
        return types;
    }

    private static JsonNode comparable(Answer answer) {
        return ((ObjectNode) answer.json()).without(List.of("instance", "traceId"));
    }

    @Test
    void no_list_shows_anything_of_another_tenant() {
        var lists = node.client().get("/v3/api-docs").expect(200).json().get("paths").properties().stream()
                .filter(path -> !path.getKey().contains("{") && path.getValue().has("get")).map(Map.Entry::getKey).toList();
        assertThat(lists).hasSizeGreaterThan(8);
        for (String list : lists) {
            var shown = ada.get(list + "?runs=" + SECRETS.get("runs"));
            assertThat(shown.status()).as(list).isEqualTo(list.matches(".*/(metrics|comparisons)") ? 404 : 200);
            assertThat(shown.text()).as(list).doesNotContain("secret", "lab-b", SECRETS.get("datasets"), SECRETS.get("models"), SECRETS.get("sweeps"), SECRETS.get("admin"));
        }
        assertThat(ada.get("/api/v1/runs?dataset=" + SECRETS.get("datasets")).expect(200).json().get("data")).isEmpty();
        assertThat(ada.get("/api/v1/runs?label=team:secret%20team").expect(200).json().get("data")).isEmpty();
        assertThat(bob.get("/api/v1/runs?label=team:secret%20team").expect(200).json().get("data")).hasSize(1);
    }

    @Test
    void what_another_tenant_has_cannot_be_referred_to() {
        for (String data : List.of("secret data", SECRETS.get("datasets"))) {
            assertThat(ada.post("/api/v1/runs", RUN.formatted(data, "x").replace("\"x\"", "{}")).expect(422).text()).contains("unknown-reference", "/dataset");
            assertThat(ada.post("/api/v1/runs?validateOnly=true", RUN.formatted(data, "x").replace("\"x\"", "{}")).expect(200).text()).contains("unknown-reference");
            assertThat(ada.post("/api/v1/sweeps", SWEEP.formatted(data, "x").replace("\"x\"", "{}")).expect(422).text()).contains("unknown-reference");
        }
        for (String model : List.of("secret model", SECRETS.get("models"))) {
            assertThat(ada.post("/api/v1/runs", RUN.formatted("own", model)).expect(422).text()).contains("unknown-reference", "/model");
        }
        assertThat(ada.post("/api/v1/runs", RUN.formatted("own", "x").replace("\"x\"", "{},\"validation\":{\"dataset\":\"" + SECRETS.get("datasets") + "\"}")).expect(422).text())
                .contains("There is no dataset").doesNotContain("secret data");
    }

    @Test
    void names_and_idempotency_keys_of_tenants_do_not_meet() {
        ada.post("/api/v1/models", LAYERS.formatted("secret model")).expect(201);
        ada.post("/api/v1/models", LAYERS.formatted("secret model")).expect(409);
        assertThat(ada.get("/api/v1/models/secret%20model").expect(200).json().get("id").asString()).isNotEqualTo(SECRETS.get("models"));
        ada.delete("/api/v1/models/secret%20model").expect(204);
        bob.get("/api/v1/models/secret%20model").expect(200);
        var one = ada.post("/api/v1/models", LAYERS.formatted("twice"), "Idempotency-Key", "k").expect(201);
        var other = bob.post("/api/v1/models", LAYERS.formatted("twice"), "Idempotency-Key", "k").expect(201);
        assertThat(id(other)).isNotEqualTo(id(one));
        assertThat(other.header("Idempotency-Replayed")).isEmpty();
        assertThat(id(ada.post("/api/v1/models", LAYERS.formatted("twice"), "Idempotency-Key", "k").expect(201))).isEqualTo(id(one));
    }

    @Test
    void the_console_asks_for_a_key_and_follows_a_run_with_it() {
        try (var browser = Browser.open(node.client().base())) {
            browser.visit("/#/datasets");
            browser.await("dialog h2", null, "Who are you?");
            browser.picture("key");
            browser.fill("dialog input", "dk_wrong");
            browser.click("dialog button");
            browser.await("dialog h2", null, "not known here");
            browser.fill("dialog input", KEYS.get(2));
            browser.click("dialog button");
            browser.await("tbody", null, "secret data");
            var run = bob.submit(RUN.formatted("secret data", "secret model").replace("\"epochs\":2", "\"epochs\":1000000"));
            browser.visit("/#/runs/" + run);
            browser.await("h1", null, "running");
            bob.post("/api/v1/runs/" + run + "/cancel", "").expect(202);
            browser.await("h1", null, "cancelled");
            assertThat(browser.run("return localStorage.length + document.cookie")).isEqualTo("0");
            bob.awaitEnd(run, Duration.ofSeconds(60));
            bob.delete("/api/v1/runs/" + run).expect(204);
        }
    }

    @Test
    void each_role_opens_its_doors() {
        var reader = key("lab-a", "reader");
        var writer = key("lab-a", "writer");
        reader.get("/api/v1/datasets/own").expect(200);
        reader.post("/api/v1/gradients", "{\"formula\":\"x^2\",\"at\":{\"x\":3}}").expect(200);
        var denied = reader.post("/api/v1/models", LAYERS.formatted("read")).expect(403);
        assertThat(denied.json().get("code").asString()).isEqualTo("forbidden");
        assertThat(denied.header("WWW-Authenticate")).contains("insufficient_scope");
        id(writer.post("/api/v1/models", LAYERS.formatted("written")).expect(201));
        writer.get("/api/v1/admin/keys").expect(403);
        assertThat(ada.get("/api/v1/admin/keys").expect(200).text()).contains("lab-a").doesNotContain("lab-b");
        ada.post("/api/v1/admin/keys", "{\"name\":\"k\",\"role\":\"reader\",\"tenant\":\"lab-b\"}").expect(403);
        ada.get("/actuator/prometheus").expect(403);
        assertThat(operator.get("/actuator/prometheus").expect(200).text()).contains("descent_runs").doesNotContain("lab-a");
        assertThat(operator.get("/api/v1/admin/keys").expect(200).text()).contains("lab-a", "lab-b");
        operator.get("/api/v1/runs/" + SECRETS.get("runs")).expect(404);
        for (String open : List.of("/actuator/health", "/actuator/health/readiness", "/", "/console.js", "/screens/runs.js", "/v3/api-docs", "/swagger-ui/index.html")) {
            node.client().get(open).expect(200);
        }
        for (String closed : List.of("/api/v1/me", "/api/v1/runs", "/actuator/prometheus", "/actuator", "/nothing", "/api/v1/nothing", "/api/v1/runs?key=" + KEYS.getFirst())) {
            var answer = node.client().get(closed).expect(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"descent\"");
            assertThat(answer.json().get("code").asString()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void a_key_tells_whose_it_is_until_it_is_revoked_or_has_expired() {
        var answer = ada.post("/api/v1/admin/keys", "{\"name\":\"short\",\"role\":\"writer\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}").expect(201);
        KEYS.add(answer.json().get("key").asString());
        var holder = node.client().with(KEYS.getLast());
        var me = holder.get("/api/v1/me").expect(200).json();
        assertThat(me.toString()).isEqualTo("{\"tenant\":\"lab-a\",\"role\":\"writer\",\"mode\":\"keys\",\"key\":{\"id\":\"" + id(answer)
                + "\",\"name\":\"short\",\"expiresAt\":\"2099-01-01T00:00:00Z\"},\"subject\":null}");
        assertThat(ada.get(answer.header("Location")).expect(200).json().has("key")).isFalse();
        bob.delete(answer.header("Location")).expect(404);
        ada.delete(answer.header("Location")).expect(204);
        var refused = holder.get("/api/v1/me").expect(401);
        assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(ada.get(answer.header("Location")).expect(200).json().get("revokedAt").isNull()).isFalse();

        ada.post("/api/v1/admin/keys", "{\"name\":\"late\",\"role\":\"writer\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}").expect(422);
        var soon = Instant.now().plus(Duration.ofMillis(300));
        KEYS.add(ada.post("/api/v1/admin/keys", Map.of("name", "ends", "role", "reader", "expiresAt", soon.toString())).expect(201).json().get("key").asString());
        var ending = node.client().with(KEYS.getLast());
        var patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (ending.get("/api/v1/me").status() == 200) {
            assertThat(System.nanoTime()).isLessThan(patience);
        }
        assertThat(Instant.now()).isAfterOrEqualTo(soon);
    }

    @Test
    void a_tenant_has_twenty_keys_at_most() {
        operator.post("/api/v1/admin/keys", "{\"name\":\"k\",\"role\":\"reader\",\"tenant\":\"*\"}").expect(422);
        for (int i = 0; i < 20; i++) {
            key("many", "reader");
        }
        assertThat(operator.post("/api/v1/admin/keys", "{\"name\":\"k\",\"role\":\"reader\",\"tenant\":\"many\"}").expect(429).json().get("code").asString()).isEqualTo("quota-exceeded");
    }

    @Test
    void wrong_keys_are_all_answered_alike_and_after_twenty_not_looked_at_for_a_while() {
        var elsewhere = node.client();
        var known = KEYS.getFirst();
        var wrong = known.substring(0, known.length() - 1) + (known.endsWith("0") ? "1" : "0");
        ada.get("/api/v1/me").expect(200);
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 30; i++) {
            answers.add(elsewhere.with(i % 3 == 0 ? wrong : i % 3 == 1 ? "dk_0000000000_" + "0".repeat(52) : "nonsense").get("/api/v1/me"));
        }
        assertThat(answers.subList(0, 20)).allSatisfy(answer -> assertThat(comparable(answer.expect(401))).isEqualTo(comparable(answers.getFirst())));
        assertThat(answers.subList(20, 30)).allSatisfy(answer -> assertThat(Integer.parseInt(answer.expect(429).header("Retry-After"))).isBetween(1, 61));
        ada.get("/api/v1/me").expect(200);
    }

    @Test
    void no_key_is_in_the_database_or_in_the_log(CapturedOutput said) {
        operator.get("/api/v1/me").expect(200);
        var dump = String.join("\n", node.context().getBean(JdbcTemplate.class).queryForList("script", String.class));
        assertThat(dump).contains("API_KEY", "notebook of lab-a");
        KEYS.forEach(key -> {
            assertThat(dump).doesNotContain(key.substring(14));
            assertThat(said.getAll()).doesNotContain(key.substring(14));
        });
    }

    private static DescentClient tenant(String name) {
        return key(name, "admin");
    }

    private static DescentClient key(String tenant, String role) {
        var key = operator.post("/api/v1/admin/keys", Map.of("name", "notebook of " + tenant, "role", role, "tenant", tenant)).expect(201).json();
        assertThat(key.get("key").asString()).startsWith(key.get("prefix").asString() + "_");
        KEYS.add(key.get("key").asString());
        return node.client().with(KEYS.getLast());
    }

    private static String id(Answer answer) {
        return answer.json().get("id").asString();
    }
}
