package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Everything that dashboards and alerts ask, asked: of a real Prometheus that scrapes two nodes of one service, and of its real PostgreSQL. */
class PanelsTest {

    private static final String NAME = "panels";
    private static final Pattern SELECTOR = Pattern.compile("\\b(?:up|[a-z]+(?:_[a-z0-9]+)+)\\b(?!\\s*\\()(?:\\{[^}]*})?");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What is empty in a service that is well, and why. */
    private static final Map<String, String> EMPTY = Map.of("http_server_requests_seconds_count{status=~\"5..\"}", "no request fails in this test");

    @TempDir
    private static Path directory;
    private static String url;
    private static Node trains;
    private static Node answers;
    private static DescentClient descent;

    @BeforeAll
    static void startTwoNodes() throws IOException, SQLException {
        var database = PostgresServer.arguments(NAME);
        url = database.stream().filter(argument -> argument.startsWith("--DESCENT_DB_URL=")).findFirst().orElseThrow().split("[=?]", 3)[1];
        setUpReader();
        trains = Node.at(0, 2, database, "--descent.data-directory=" + directory.resolve("one"));
        answers = Node.idle(database, "--descent.data-directory=" + directory.resolve("two"));
        descent = answers.client();
        descent.post("/api/v1/datasets", Map.of("name", NAME, "generator", Map.of("type", "moons", "rows", 80, "noise", 0.1, "seed", 1))).expect(201);
    }

    /** As PostgreSQL does in its container, before there is any table. */
    private static void setUpReader() throws IOException, SQLException {
        var statements = Files.readString(Dashboards.READER).replaceAll("(?m)^(--|\\\\getenv).*$", "").replace(":'password'", "'secret'");
        try (var owner = DriverManager.getConnection(url, "postgres", ""); var statement = owner.createStatement()) {
            statement.execute(statements);
        }
    }

    @AfterAll
    static void stop() {
        Stream.of(answers, trains).filter(node -> node != null).forEach(Node::close);
    }

    @Test
    void every_expression_has_an_answer_while_runs_train() throws IOException {
        var nodes = Stream.of(trains, answers).map(node -> node.client().base().substring("http://".length())).toList();
        try (var prometheus = PrometheusServer.start(directory, nodes)) {
            var endless = List.of(submit(1_000_000), submit(1_000_000));
            // What happened before the first scrape is no increase to Prometheus.
            Awaitility.await().atMost(PATIENCE).until(() -> prometheus.ask("descent_cancel_latency_seconds_count").count() == 2);
            descent.await(endless.getFirst(), PATIENCE, run -> run.get("progress").get("epoch").asInt() > 0);
            descent.post("/api/v1/runs/" + endless.getFirst() + "/cancel", "").expect(202);

            assertThat(unanswered(prometheus, asked())).containsExactlyInAnyOrderElementsOf(EMPTY.keySet());
            assertThat(prometheus.ask("descent_slot_loss")).extracting(series -> series.get("metric").get("split").asString()).contains("train", "val");
            everyRuleIsEvaluatedAndNoneFires(prometheus);

            descent.post("/api/v1/runs/" + endless.getLast() + "/cancel", "").expect(202);
            descent.awaitEnd(endless.getLast(), PATIENCE);
            runsAreCountedOnce(prometheus);
        }
    }

    /** Of an alert the series that it looks at: what it compares them with is not so in a service that is well. */
    private static Set<String> asked() {
        var dashboards = Dashboards.shipped().promql().stream().map(query -> query.text().replace("$__rate_interval", "10s").replace("$instance", ".*"));
        var alerts = Dashboards.alerts().stream().flatMap(alert -> SELECTOR.matcher(alert.expression()).results().map(MatchResult::group));
        return Stream.concat(dashboards, alerts).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Runs come and go until each has been answered, or for as long as there is patience with those that are not. */
    private static Set<String> unanswered(PrometheusServer prometheus, Set<String> expressions) {
        var left = new LinkedHashSet<>(expressions);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!EMPTY.keySet().containsAll(left) && System.nanoTime() < end) {
            descent.awaitSuccess(submit(3));
            left.removeIf(expression -> prometheus.ask(expression).findAny().isPresent());
        }
        return left;
    }

    private static void everyRuleIsEvaluatedAndNoneFires(PrometheusServer prometheus) {
        var rules = prometheus.get("/api/v1/rules").get("groups").get(0).get("rules").valueStream().toList();
        assertThat(rules).hasSameSizeAs(Dashboards.alerts()).allSatisfy(rule -> {
            assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok");
            assertThat(rule.get("state").asString()).as(rule.toString()).isNotEqualTo("firing");
        });
    }

    /** Both nodes tell how many runs of the service succeeded, and a dashboard shows them once. */
    private static void runsAreCountedOnce(PrometheusServer prometheus) {
        var panel = Dashboards.shipped().promql().stream().filter(query -> query.place().equals("service.json: Runs by status")).findFirst().orElseThrow().text();
        var stored = trains.context().getBean(JdbcTemplate.class).queryForObject("select count(*) from run where status = 'SUCCEEDED'", Integer.class);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(prometheus.ask("descent_runs{status=\"SUCCEEDED\"}")).extracting(PrometheusServer::value).containsExactly(stored.toString(), stored.toString());
            assertThat(prometheus.ask(panel).filter(sample -> sample.get("metric").get("status").asString().equals("SUCCEEDED"))).extracting(PrometheusServer::value).containsExactly(stored.toString());
        });
    }

    @Test
    void every_sql_panel_has_rows_for_whoever_may_only_read() throws SQLException {
        var one = submit(7);
        var other = submit(4_500);
        Stream.of(one, other).forEach(descent::awaitSuccess);
        var rows = new TreeMap<String, List<List<Object>>>();
        try (var reader = DriverManager.getConnection(url, "descent_reader", "secret")) {
            for (var query : Dashboards.shipped().sql()) {
                rows.put(query.place(), rows(reader, query.text().replace("${run:sqlstring}", "'" + one + "','" + other + "'")));
                assertThat(rows.get(query.place())).as(query.place()).isNotEmpty();
                assertThat(epochsRead(reader, query.text().replace("${run:sqlstring}", "'" + other + "'"))).as("rows of epochs that are read for " + query.place()).isLessThanOrEqualTo(2_003);
            }
            reader.createStatement().execute("set default_transaction_read_only = off");
            assertThatThrownBy(() -> rows(reader, "update run set name = 'changed' returning id")).isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
        }
        assertThat(rows.get("runs.json: $run")).extracting(List::getLast).contains(one, other);
        var curve = rows.get("runs.json: Training loss");
        assertThat(of(curve, one)).isEqualTo(descent.epochs(one).stream().map(epoch -> List.of(epoch.get("epoch").asInt(), epoch.get("trainLoss").asDouble())).toList());
        var thinned = of(curve, other);
        assertThat(thinned).hasSizeBetween(1_000, 2_003).extracting(List::getFirst).startsWith(1).endsWith(4_500);
        assertThat(thinned).extracting(List::getFirst).contains(descent.run(other).get("best").get("epoch").asInt());
    }

    /** Whether they are shown or not, as PostgreSQL counts them itself. */
    private static long epochsRead(Connection reader, String sql) throws SQLException {
        var plan = JsonMapper.shared().readTree(rows(reader, "explain (analyze, format json) " + sql).getFirst().getFirst().toString());
        return plan.findParents("Relation Name").stream().filter(scan -> scan.get("Relation Name").asString().equals("run_epoch"))
                .mapToLong(scan -> Math.round((scan.get("Actual Rows").asDouble() + scan.path("Rows Removed by Filter").asDouble(0)) * scan.get("Actual Loops").asDouble())).sum();
    }

    /** Of a curve's rows epoch and value of one run. */
    private static List<List<Object>> of(List<List<Object>> curve, String run) {
        return curve.stream().filter(row -> ((String) row.get(1)).endsWith(run.substring(run.length() - 6))).map(row -> List.of(row.getFirst(), row.getLast())).toList();
    }

    private static List<List<Object>> rows(Connection reader, String sql) throws SQLException {
        var rows = new ArrayList<List<Object>>();
        try (var statement = reader.createStatement(); var found = statement.executeQuery(sql)) {
            while (found.next()) {
                var row = new ArrayList<Object>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) row.add(found.getObject(column));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String submit(int epochs) {
        return descent.submit(Map.of("dataset", NAME, "target", "label", "epochs", epochs, "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 4, "activation", "tanh"), Map.of("type", "dense")))));
    }
}
