package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Everything again on PostgreSQL: the same requests get the same answers there as on H2, down to the bits of the weights. */
class PostgresTest extends EndToEnd {

    private static final String NETWORK = "{\"layers\":[{\"type\":\"dense\",\"name\":\"hidden\",\"units\":8,\"activation\":\"tanh\"},{\"type\":\"dense\",\"name\":\"out\"}]}";
    private static List<String> database;
    private static Node node;
    private static DescentClient postgres;

    @BeforeAll
    static void startOnPostgres() {
        database = PostgresServer.arguments("descent");
        node = Node.start(database);
        postgres = node.client();
    }

    @AfterAll
    static void stopOnPostgres() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void the_same_requests_have_the_same_results_as_on_h2() {
        var iris = Stream.of(descent, postgres).map(service -> service.upload("postgres iris", DATASETS.resolve("iris.csv"))).toList();
        assertThat(postgres.get("/api/v1/datasets/" + iris.get(1)).expect(200).json().get("sha256")).isEqualTo(descent.get("/api/v1/datasets/" + iris.get(0)).expect(200).json().get("sha256"));
        assertThat(postgres.get("/api/v1/datasets/" + iris.get(1) + "/content").expect(200).text()).isEqualTo(descent.get("/api/v1/datasets/" + iris.get(0) + "/content").expect(200).text());
        assertThat(postgres.get("/api/v1/datasets/" + iris.get(1) + "/rows?offset=149&limit=5").expect(200).text()).contains("virginica");

        var request = "{\"dataset\":\"postgres iris\",\"model\":" + NETWORK + ",\"target\":\"species\",\"features\":[\"petal_length_cm\",\"petal_width_cm\"],\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.02},\"epochs\":60,\"seed\":4}";
        var reference = descent.submit(request);
        var id = postgres.submit(request);
        var run = postgres.awaitSuccess(id);
        assertThat(run.get("weightsDigest").asString()).startsWith("sha256:").isEqualTo(descent.awaitSuccess(reference).get("weightsDigest").asString());
        assertThat(run.get("best")).isEqualTo(descent.run(reference).get("best"));
        assertThat(lossesOf(postgres, id)).hasSize(60).isEqualTo(lossesOf(descent, reference));
        assertThat(postgres.get("/api/v1/runs/" + id + "/epochs?maxPoints=10").expect(200).json().get("sampled").asBoolean()).isTrue();
        assertThat(postgres.get("/api/v1/runs/" + id + "/epochs", "text/csv").expect(200).text().lines().count()).isEqualTo(61);
        var metrics = "/api/v1/metrics?names=valLoss,trainLoss&runs=";
        assertThat(postgres.get(metrics + id).expect(200).json().get("series").get(0).get("values")).isEqualTo(descent.get(metrics + reference).expect(200).json().get("series").get(0).get("values"));
        var events = postgres.get("/api/v1/runs/" + id + "/events?limit=500").expect(200).json().get("data");
        assertThat(events.valueStream().map(event -> event.get("seq").asInt()).toList()).isEqualTo(IntStream.rangeClosed(1, events.size()).boxed().toList());

        assertThat(postgres.get("/api/v1/runs/" + id + "/checkpoints").expect(200).text()).contains("BEST").contains("LATEST");
        for (var which : List.of("best", "latest")) {
            assertThat(postgres.get("/api/v1/runs/" + id + "/checkpoints/" + which + "/weights").expect(200).json()).isEqualTo(descent.get("/api/v1/runs/" + reference + "/checkpoints/" + which + "/weights").expect(200).json());
        }
        assertThat(predictions(postgres, id)).contains("setosa").isEqualTo(predictions(descent, reference));
        var evaluation = "{\"dataset\":\"postgres iris\",\"checkpoint\":\"best\"}";
        assertThat(postgres.post("/api/v1/runs/" + id + "/evaluations", evaluation).expect(200).json()).isEqualTo(descent.post("/api/v1/runs/" + reference + "/evaluations", evaluation).expect(200).json());
    }

    @Test
    void forks_and_verifications_are_the_same_as_on_h2() {
        var ended = Stream.of(descent, postgres).map(service -> {
            service.post("/api/v1/datasets", "{\"name\":\"forked\",\"generator\":{\"type\":\"moons\",\"rows\":200,\"noise\":0.1,\"seed\":7}}").expect(201);
            var parent = service.submit("{\"dataset\":\"forked\",\"model\":" + NETWORK + ",\"target\":\"label\",\"optimizer\":{\"type\":\"adam\"},\"epochs\":3,\"seed\":9}");
            service.awaitSuccess(parent);
            var fork = "/api/v1/runs/" + parent + "/fork";
            var first = service.post(fork, "{\"epochs\":4,\"changes\":{\"labels\":{\"of\":\"three\"}}}", "Idempotency-Key", "forked").expect(202);
            var replay = service.post(fork, "{\"epochs\":4,\"changes\":{\"labels\":{\"of\":\"three\"}}}", "Idempotency-Key", "forked").expect(202);
            assertThat(replay.text()).isEqualTo(first.text());
            service.post(fork, "{\"epochs\":5}", "Idempotency-Key", "forked").expect(422);
            var id = first.json().get("id").asString();
            assertThat(first.response().headers().firstValue("Location")).hasValue("/api/v1/runs/" + id);
            var run = service.awaitSuccess(id);
            assertThat(service.get("/api/v1/runs?parent=" + parent).expect(200).json().get("data")).hasSize(1);
            var verification = service.awaitSuccess(service.post("/api/v1/runs/" + id + "/verify", "", "Idempotency-Key", "verified").expect(202).json().get("id").asString());
            assertThat(verification.get("verification").get("equal").asBoolean()).isTrue();
            assertThat(verification.get("verification").get("actual")).isEqualTo(run.get("weightsDigest"));
            return run;
        }).toList();
        assertThat(ended.get(1).get("weightsDigest")).isEqualTo(ended.get(0).get("weightsDigest"));
        assertThat(ended.get(1).get("best")).isEqualTo(ended.get(0).get("best"));
    }

    @Test
    void a_run_is_cancelled_paused_resumed_and_deleted() {
        generate("spirals", 5000);
        var request = "{\"dataset\":\"spirals\",\"model\":" + NETWORK + ",\"target\":\"label\",\"epochs\":%d,\"seed\":9,\"priority\":%d,\"name\":\"%s\"}";
        var endless = postgres.submit(request.formatted(1_000_000, 0, "endless"));
        postgres.await(endless, Duration.ofSeconds(30), PostgresTest::isUnderWay);
        var waiting = List.of(postgres.submit(request.formatted(1, 0, "later")), postgres.submit(request.formatted(1, 5, "sooner")));
        assertThat(postgres.get("/api/v1/queue").expect(200).json().get("data").valueStream().map(place -> place.get("run").asString()).toList()).isEqualTo(waiting.reversed());
        postgres.delete("/api/v1/datasets/spirals").expect(409);
        postgres.delete("/api/v1/runs/" + endless).expect(409);
        for (var id : waiting) assertThat(postgres.post("/api/v1/runs/" + id + "/cancel", "").expect(202).json().get("status").asString()).isEqualTo("CANCELLED");
        postgres.post("/api/v1/runs/" + endless + "/cancel", "").expect(202);
        assertThat(postgres.awaitEnd(endless, Duration.ofSeconds(5)).get("status").asString()).isEqualTo("CANCELLED");

        var paused = postgres.submit(request.formatted(2000, 0, "paused"));
        postgres.await(paused, Duration.ofSeconds(30), PostgresTest::isUnderWay);
        postgres.post("/api/v1/runs/" + paused + "/pause", "").expect(202);
        postgres.await(paused, Duration.ofSeconds(5), run -> run.get("status").asString().equals("PAUSED"));
        postgres.post("/api/v1/runs/" + paused + "/resume", "").expect(202);
        var undisturbed = postgres.submit(request.formatted(2000, 0, "undisturbed"));
        assertThat(postgres.awaitSuccess(paused).get("weightsDigest")).isEqualTo(postgres.awaitSuccess(undisturbed).get("weightsDigest"));

        for (var id : List.of(endless, paused, undisturbed, waiting.get(0), waiting.get(1))) {
            postgres.delete("/api/v1/runs/" + id).expect(204);
            postgres.get("/api/v1/runs/" + id).expect(404);
        }
        postgres.delete("/api/v1/datasets/spirals").expect(204);
        var jdbc = node.context().getBean(JdbcTemplate.class);
        for (var table : List.of("run", "run_label", "run_epoch", "run_event", "run_checkpoint", "run_checkpoint_chunk")) {
            var column = table.equals("run") ? "id" : "run_id";
            // The run is gone at once, what it recorded a moment later.
            Awaitility.await(table).atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.queryForObject("select count(*) from " + table + " where " + column + " in (?, ?)", Long.class, endless, paused) == 0);
        }
    }

    @Test
    void a_sweep_comes_to_the_same_with_one_slot_as_with_several_on_h2() {
        var boards = Stream.of(descent, postgres).map(service -> {
            service.upload("swept digits", DATASETS.resolve("digits.csv"));
            return Sweeping.board(service, Sweeping.awaitEnd(service, Sweeping.create(service, "on two databases")));
        }).toList();
        assertThat(boards.get(1)).hasSize(12).isEqualTo(boards.get(0));
        postgres.post("/api/v1/sweeps", "{\"name\":\"a\\u0000b\",\"run\":{},\"search\":{\"type\":\"grid\",\"parameters\":{\"/seed\":[1]}}}").expect(422);
        for (var path : List.of("/sweeps/%00", "/sweeps/%00/runs", "/sweeps?after=%00")) {
            assertThat(postgres.get("/api/v1" + path).status()).as(path).isLessThan(500);
        }
        assertThat(pages("/api/v1/sweeps/on%20two%20databases/runs?limit=5")).hasSize(12);
        postgres.delete("/api/v1/sweeps/on%20two%20databases").expect(204);
    }

    @Test
    void recipes_diagnoses_comparisons_and_learning_rate_tests_are_the_same_as_on_h2() {
        var started = Stream.of(descent, postgres).map(service -> {
            var recipe = service.post("/api/v1/recipes/relu/runs", "", "Idempotency-Key", "recipe").expect(202);
            assertThat(service.post("/api/v1/recipes/relu/runs", "", "Idempotency-Key", "recipe").expect(202).text()).isEqualTo(recipe.text());
            var runs = recipe.json().get("runs").valueStream().map(run -> service.awaitSuccess(run.get("id").asString())).toList();
            var comparison = service.get(recipe.json().get("links").get("comparisons").asString()).expect(200).json();
            assertThat(comparison.get("differences").valueStream().map(difference -> difference.get("pointer").asString()).toList()).contains("/model/layers/0/units");
            var rates = service.post("/api/v1/learning-rate-tests", "{\"dataset\":\"recipe: circles\",\"target\":\"label\",\"steps\":50,\"model\":" + NETWORK + "}").expect(200).json();
            return List.of(runs.stream().map(run -> run.get("diagnosis")).toList(), runs.stream().map(run -> run.get("weightsDigest")).toList(),
                    comparison.get("series").valueStream().map(series -> series.get("values")).toList(), rates);
        }).toList();
        assertThat(started.get(1)).isEqualTo(started.get(0));
        var again = IntStream.range(0, 2).parallel().mapToObj(_ -> postgres.post("/api/v1/recipes/overfitting/runs", "").expect(202).json()).toList();
        assertThat(again.get(0).get("datasets")).isEqualTo(again.get(1).get("datasets"));
        again.forEach(recipe -> recipe.get("runs").forEach(run -> postgres.awaitSuccess(run.get("id").asString())));
    }

    @Test
    void lists_are_filtered_sorted_and_turned_page_by_page() {
        generate("lists", 40);
        postgres.post("/api/v1/models", "{\"name\":\"lists\",\"inputShape\":[2]," + NETWORK.substring(1)).expect(201);
        postgres.post("/api/v1/models", "{\"name\":\"lists\",\"inputShape\":[2]," + NETWORK.substring(1)).expect(409);
        var request = "{\"dataset\":\"lists\",\"model\":\"lists\",\"target\":\"label\",\"epochs\":1,\"name\":\"%s\",\"priority\":%d,\"labels\":{\"team\":\"lists\",\"even\":\"%s\"}}";
        var names = List.of("ä", "a/b", "B", "_", "a b", "Z", "10", "9");
        var ids = new ArrayList<String>();
        for (var name : names) ids.add(postgres.submit(request.formatted(name, ids.size() / 2, ids.size() % 2 == 0)));
        ids.forEach(postgres::awaitSuccess);

        for (var sort : List.of("createdAt", "-createdAt", "name", "-name", "priority", "-priority")) {
            var turned = pages("/api/v1/runs?label=team:lists&limit=3&sort=" + sort);
            assertThat(turned).as(sort).containsExactlyInAnyOrderElementsOf(ids);
            if (sort.endsWith("createdAt")) assertThat(turned).as(sort).isEqualTo(sort.startsWith("-") ? ids.reversed() : ids);
        }
        assertThat(pages("/api/v1/runs?label=team:lists&label=even:true&status=SUCCEEDED&status=FAILED&dataset=lists&limit=3")).hasSize(4);
        assertThat(pages("/api/v1/runs?label=team:lists&status=FAILED")).isEmpty();
        assertThat(pages("/api/v1/datasets?limit=1")).doesNotHaveDuplicates().isNotEmpty();
        assertThat(pages("/api/v1/models?limit=1")).doesNotHaveDuplicates().isNotEmpty();
        assertThat(postgres.send(postgres.request("/api/v1/runs/" + ids.getFirst()).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString("{\"name\":\"new\",\"labels\":{\"a\":\"b\"},\"priority\":3}"))).expect(200).json().get("name").asString()).isEqualTo("new");
        assertThat(pages("/api/v1/runs?label=a:b")).containsExactly(ids.getFirst());
    }

    @Test
    void a_repeated_request_is_given_the_first_answer() {
        generate("replayed", 40);
        var run = "{\"dataset\":\"replayed\",\"model\":" + NETWORK + ",\"target\":\"label\",\"epochs\":1}";
        var answers = IntStream.range(0, 4).parallel().mapToObj(_ -> postgres.post("/api/v1/runs", run, "Idempotency-Key", "one")).filter(answer -> answer.status() != 409).toList();
        var replay = postgres.post("/api/v1/runs", run, "Idempotency-Key", "one").expect(202);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer.expect(202).json()).isEqualTo(replay.json()));
        postgres.post("/api/v1/runs", run.replace(":1}", ":2}"), "Idempotency-Key", "one").expect(422);

        var dataset = "{\"name\":\"replayed rows\",\"columns\":[\"a\"],\"rows\":[[1]]}";
        var first = postgres.post("/api/v1/datasets", dataset, "Idempotency-Key", "two").expect(201);
        assertThat(postgres.post("/api/v1/datasets", dataset, "Idempotency-Key", "two").expect(201).text()).isEqualTo(first.text());
        postgres.post("/api/v1/datasets", dataset, "Idempotency-Key", "three").expect(409);
    }

    @Test
    void a_character_that_postgresql_cannot_store_is_refused_or_kept_and_never_an_error_of_the_server() {
        var run = "{\"dataset\":\"%s\",\"model\":" + NETWORK + ",\"target\":\"label\",\"name\":\"%s\",\"epochs\":1,\"labels\":{\"a\":\"%s\"}}";
        generate("nul", 40);
        for (var body : List.of(run.formatted("nul", "\\u0000", "b"), run.formatted("nul", "a", "\\u0000"), run.formatted("\\u0000", "a", "b"), run.formatted("nul", "a", "b").replace(NETWORK, "\"\\u0000\""))) {
            postgres.post("/api/v1/runs", body).expect(422);
        }
        postgres.post("/api/v1/datasets", "{\"name\":\"a\\u0000b\",\"columns\":[\"a\"],\"rows\":[[1]]}").expect(422);
        postgres.post("/api/v1/models", "{\"name\":\"nul\",\"description\":\"a\\u0000b\",\"inputShape\":[2]," + NETWORK.substring(1)).expect(422);
        for (var path : List.of("/runs/%00", "/datasets/%00", "/models/%00", "/runs?label=a:%00", "/runs?label=%00:a", "/runs?dataset=%00", "/runs?after=%00", "/metrics?names=valLoss&runs=%00")) {
            assertThat(postgres.get("/api/v1" + path).status()).as(path).isLessThan(500);
        }
        var text = postgres.post("/api/v1/datasets", "{\"name\":\"nul in a cell\",\"columns\":[\"a\"],\"rows\":[[\"x\\u0000y\"],[\"z\"]]}");
        assertThat(text.status()).as(text.text()).isIn(201, 422);
    }

    @Test
    void connections_are_durable_and_end_in_a_partition() {
        var jdbc = node.context().getBean(JdbcTemplate.class);
        for (var setting : List.of("synchronous_commit on", "statement_timeout 15s", "idle_in_transaction_session_timeout 30s", "tcp_keepalives_idle 30", "client_connection_check_interval 5s")) {
            var words = setting.split(" ");
            assertThat(jdbc.queryForObject("show " + words[0], String.class)).as(words[0]).isEqualTo(words[1]);
        }
        assertThat(postgres.get("/actuator/health/readiness").expect(200).text()).contains("UP");
        assertThat(postgres.get("/actuator/prometheus").expect(200).text()).contains("descent_runs{status=\"SUCCEEDED\"}").contains("descent_slot_epoch{slot=\"1\"}").doesNotContain("slot=\"2\"");
    }

    @Test
    void two_nodes_share_the_work_and_train_no_run_twice() {
        generate("shared", 400);
        var request = "{\"dataset\":\"shared\",\"model\":" + NETWORK + ",\"target\":\"label\",\"epochs\":%d,\"name\":\"shared\"}";
        var before = epochsTrained(postgres);
        try (var second = Node.start(database)) {
            var other = second.client();
            var ids = new ArrayList<String>();
            for (int run = 0; run < 20; run++) ids.add((run % 2 == 0 ? postgres : other).submit(request.formatted(50)));
            for (var id : ids) {
                assertThat(other.awaitSuccess(id).get("attempt").asInt()).isEqualTo(1);
                assertThat(postgres.epochs(id)).hasSize(50);
            }
            assertThat(epochsTrained(other)).isPositive();
            assertThat(epochsTrained(postgres) - before + epochsTrained(other)).as("epochs that both nodes trained").isEqualTo(20 * 50);

            // One node is busy for ever: what is queued through either is trained by the other one.
            var endless = other.submit(request.formatted(1_000_000));
            other.await(endless, Duration.ofSeconds(30), PostgresTest::isUnderWay);
            for (var service : List.of(postgres, other, postgres, other)) assertThat(service.awaitEnd(service.submit(request.formatted(1)), Duration.ofSeconds(15)).get("status").asString()).isEqualTo("SUCCEEDED");
            var answers = Stream.of(postgres, other, postgres, other).parallel().map(service -> service.post("/api/v1/runs", request.formatted(1), "Idempotency-Key", "on either node")).filter(answer -> answer.status() != 409).map(answer -> answer.expect(202).text()).toList();
            assertThat(answers).isNotEmpty().containsOnly(answers.getFirst());
            assertThat(postgres.run(endless).get("status").asString()).isEqualTo("RUNNING");
            postgres.post("/api/v1/runs/" + endless + "/cancel", "").expect(202);
            assertThat(other.awaitEnd(endless, Duration.ofSeconds(10)).get("status").asString()).isEqualTo("CANCELLED");
        }
    }

    private static long epochsTrained(DescentClient service) {
        return service.get("/actuator/prometheus").expect(200).text().lines().filter(line -> line.startsWith("descent_epoch_seconds_count ")).mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ')))).sum();
    }

    /** A dataset of two classes that has the name of what it is for. */
    private static void generate(String name, int rows) {
        postgres.post("/api/v1/datasets", "{\"name\":\"%s\",\"generator\":{\"type\":\"spirals\",\"rows\":%d,\"noise\":0.1,\"seed\":3}}".formatted(name, rows)).expect(201);
    }

    private static boolean isUnderWay(JsonNode run) {
        return run.get("progress").path("epoch").asInt(0) > 0;
    }

    private static List<String> pages(String path) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = postgres.get(path + cursor).expect(200).json();
            page.get("data").forEach(item -> ids.add(item.get("id").asString()));
            cursor = page.get("nextCursor").isNull() ? null : (path.contains("?") ? "&" : "?") + "after=" + page.get("nextCursor").asString();
        } while (cursor != null);
        return ids;
    }

    private static List<String> lossesOf(DescentClient service, String run) {
        return service.epochs(run).stream().map(epoch -> epoch.get("trainLoss") + " " + epoch.get("valLoss") + " " + epoch.get("gradientNorm") + " " + epoch.get("metrics")).toList();
    }

    private static String predictions(DescentClient service, String run) {
        return service.send(service.request("/api/v1/runs/" + run + "/predictions").header("Content-Type", "text/csv").header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("petal_length_cm,petal_width_cm\n1.4,0.2\n6.0,2.5\n"))).expect(200).text();
    }
}
