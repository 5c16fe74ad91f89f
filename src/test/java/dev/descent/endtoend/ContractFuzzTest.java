package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.ContractFuzz.Call;
import dev.descent.endtoend.DescentClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whatever is sent to whatever the OpenAPI document names is answered: with no fault of the service, nothing of its inside, and, where it is refused,
 * without a trace in the database. {@code -Ddescent.fuzz=100000} sends more, {@code -Ddescent.fuzz.seed=7} others.
 */
class ContractFuzzTest {

    private static final int COUNT = Integer.getInteger("descent.fuzz", 5000);
    private static final long SEED = Long.getLong("descent.fuzz.seed", 20_261_124);
    /** Calls after which what was deleted is there again. */
    private static final int AGAIN = 50;
    private static final int BUSY = 503;
    private static final Pattern INSIDE = Pattern.compile("\\bat [a-z]+\\.[\\w.$]+\\(|\\b(java|org|tools|com)\\.[a-z]+\\.[\\w.]+|(?i)\\bsql\\b|Exception");
    /** What only requests make; the trials of a sweep come by themselves. */
    private static final String MADE = "select (select count(*) from dataset) + (select count(*) from model) + (select count(*) from sweep) + (select count(*) from api_key)"
            + " + (select count(*) from run where sweep is null)";
    private static final Set<String> KEPT = Set.of("idempotency", "api_key");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BETWEEN_LOOKS = 100_000_000;

    @TempDir
    Path directory;

    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void every_call_is_answered_or_refused_and_leaves_nothing_behind() throws Exception {
        try (var node = Node.start(List.of("--descent.data-directory=" + directory.resolve("data"), "--server.tomcat.basedir=" + directory.resolve("work")),
                "--descent.worker.warm-up=false", "--descent.limits.cells=20000", "--descent.limits.operations=1e8", "--descent.limits.parameters=5000",
                "--descent.limits.epochs=1000", "--logging.level.root=error")) {
            var database = node.context().getBean(JdbcTemplate.class);
            var rows = rows(database);
            var files = files();
            var fuzz = new ContractFuzz(node.client().get("/v3/api-docs").expect(200).json(), SEED);
            assertThat(fuzz.operations()).isGreaterThan(40);
            for (int i = 0; i < COUNT; i++) {
                if (i % AGAIN == 0) {
                    begin(node.client(), fuzz);
                }
                var call = fuzz.next();
                var before = database.queryForObject(MADE, Long.class);
                var answer = send(node.client(), call);
                judge(call, answer);
                if (answer.status() >= 400) {
                    assertThat(database.queryForObject(MADE, Long.class)).as("%s was refused: %s", call, answer.text()).isEqualTo(before);
                } else if (call.path().matches("/api/v1/(runs|sweeps)") && answer.text().startsWith("{\"id\"")) {
                    fuzz.learn(call.path().substring("/api/v1/".length()), answer.json().get("id").asString());
                }
            }
            System.out.printf("%d calls of %d operations, seed %d: %s%n", COUNT, fuzz.operations(), SEED, statuses);
            node.client().get("/actuator/health/readiness").expect(200);
            clear(node.client());
            var deadline = Instant.now().plus(PATIENCE);
            while (!(rows(database).equals(rows) && files().equals(files)) && Instant.now().isBefore(deadline)) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            assertThat(rows(database)).isEqualTo(rows);
            assertThat(files()).isEqualTo(files);
        }
    }

    private static void begin(DescentClient client, ContractFuzz fuzz) {
        if (client.get("/api/v1/datasets/moons").status() == 404) {
            client.post("/api/v1/datasets", "{\"name\":\"moons\",\"generator\":{\"type\":\"moons\",\"rows\":40,\"noise\":0.1,\"seed\":7}}").expect(201);
        }
        if (client.get("/api/v1/models/net").status() == 404) {
            client.post("/api/v1/models", "{\"name\":\"net\",\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"tanh\"},{\"type\":\"dense\"}]}").expect(201);
        }
        var run = client.post("/api/v1/runs", "{\"dataset\":\"moons\",\"model\":\"net\",\"target\":\"label\",\"epochs\":3}").expect(202).json().get("id").asString();
        fuzz.learn("runs", run);
    }

    private static Answer send(DescentClient client, Call call) {
        var request = client.request(call.path());
        call.headers().forEach(request::header);
        return client.send(request.method(call.method(), call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body())));
    }

    private void judge(Call call, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() == BUSY) {
            assertThat(answer.header("Retry-After")).as("%s: %s", call, answer.text()).isNotEmpty();
        } else {
            assertThat(answer.status()).as("%s: %s", call, answer.text()).isLessThan(500);
        }
        if (answer.status() >= 400) {
            assertThat(answer.text()).as(call.toString()).doesNotContainPattern(INSIDE);
            // The Open Inference Protocol has an error body of its own; what does not get so far as to be one of its requests is told as anywhere else.
            boolean inference = call.path().startsWith("/v2") && answer.header("Content-Type").equals("application/json");
            assertThat(answer.header("Content-Type")).as("%s: %s %s", call, answer.status(), answer.text()).startsWith(inference ? "application/json" : "application/problem+json");
            assertThat(answer.json().path(inference ? "error" : "code").asString()).as(call.toString()).isNotEmpty();
        }
    }

    private static void clear(DescentClient client) {
        for (String kind : List.of("deployments", "sweeps", "runs", "models", "datasets")) {
            var found = client.get("/api/v1/" + kind + "?limit=100").expect(200).json().get("data");
            while (!found.isEmpty()) {
                for (var one : found) {
                    var path = "/api/v1/" + kind + "/" + one.get("id").asString();
                    if (kind.equals("runs") || kind.equals("sweeps")) {
                        client.post(path + "/cancel", "");
                    }
                    client.delete(path);
                }
                found = client.get("/api/v1/" + kind + "?limit=100").expect(200).json().get("data");
            }
        }
    }

    /** Answers to idempotency keys are kept for a day, whatever becomes of what they made, and revoked keys for those who ask later whose they were. */
    private static Map<String, Long> rows(JdbcTemplate database) {
        var rows = new TreeMap<String, Long>();
        for (String table : database.queryForList("select table_name from information_schema.tables where table_schema = current_schema", String.class)) {
            if (!KEPT.contains(table.toLowerCase())) {
                rows.put(table, database.queryForObject("select count(*) from \"" + table + "\"", Long.class));
            }
        }
        return rows;
    }

    private TreeSet<String> files() throws IOException {
        try (var all = Files.walk(directory)) {
            var files = new TreeSet<String>();
            all.filter(Files::isRegularFile).forEach(file -> files.add(directory.relativize(file).toString()));
            return files;
        }
    }
}
