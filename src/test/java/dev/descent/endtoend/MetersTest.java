package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What Prometheus reads from the running service: what the dashboards ask for, what the contract promises, and never more the longer it runs. */
class MetersTest extends EndToEnd {

    /** A name that is no function, no label and no word of the language. */
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*_[a-zA-Z0-9_:]*\\b(?!\\s*\\()");
    private static final Pattern SERIES = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+( \\S+)?$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private record Series(String name, Map<String, String> labels) {}

    @Test
    void dashboards_and_rules_ask_for_meters_that_exist() {
        var expressions = Stream.concat(Dashboards.shipped().promql().stream().map(Dashboards.Query::text), Dashboards.alerts().stream().map(Dashboards.Alert::expression));
        var asked = expressions.map(MetersTest::withoutLabels).flatMap(expression -> NAME.matcher(expression).results().map(MatchResult::group)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).contains("descent_runs", "descent_samples_total");
        assertThat(scrape().stream().map(Series::name)).containsAll(asked);
    }

    @Test
    void the_meters_of_the_contract_are_there_with_exactly_their_labels(@Autowired Environment environment) {
        run("meters, one", 1);
        var labels = new TreeMap<String, Set<Set<String>>>();
        var series = scrape();
        series.stream().filter(one -> one.name().startsWith("descent_")).forEach(one -> labels.computeIfAbsent(one.name(), _ -> new java.util.HashSet<>()).add(one.labels().keySet()));
        var expected = new HashMap<String, Set<Set<String>>>();
        for (var timer : List.of("descent_queue_wait_seconds", "descent_epoch_seconds", "descent_cancel_latency_seconds")) {
            for (var part : List.of("_count", "_sum", "_max")) expected.put(timer + part, Set.of(Set.of()));
        }
        expected.putAll(Map.ofEntries(entry("descent_runs", Set.of(Set.of("status"))), entry("descent_queue_depth", Set.of(Set.of())), entry("descent_samples_total", Set.of(Set.of())),
                entry("descent_queue_oldest_seconds", Set.of(Set.of())), entry("descent_store_up", Set.of(Set.of())), entry("descent_rows_reused_total", Set.of(Set.of())), entry("descent_rows_kept_bytes", Set.of(Set.of())), entry("descent_runs_ended_total", Set.of(Set.of("outcome"))),
                entry("descent_slot_loss", Set.of(Set.of("slot", "split"))), entry("descent_slot_epoch", Set.of(Set.of("slot"))), entry("descent_slot_learning_rate", Set.of(Set.of("slot")))));
        assertThat(labels).containsAllEntriesOf(expected);
        assertThat(values(series, "descent_runs", "status")).containsExactlyInAnyOrder("QUEUED", "RUNNING", "PAUSING", "PAUSED", "CANCELLING", "SUCCEEDED", "FAILED", "CANCELLED");
        assertThat(values(series, "descent_slot_loss", "split")).containsExactlyInAnyOrder("train", "val");
        assertThat(values(series, "descent_slot_loss", "slot")).isEqualTo(IntStream.rangeClosed(1, slots(environment)).mapToObj(String::valueOf).collect(Collectors.toSet()));
        assertThat(descent.get("/actuator/prometheus").expect(200).text()).contains("descent_slot_epoch{slot=\"1\"}").contains("# TYPE descent_samples_total counter");
    }

    /** As many as {@code -Ddescent.test.runs=1000} says. */
    @Test
    void a_hundred_more_runs_bring_no_more_series() {
        run("meters, before", 2);
        scrape();
        var before = scrape();
        var ids = run("meters, after", Integer.getInteger("descent.test.runs", 100));
        var after = new java.util.HashSet<>(scrape());
        after.removeAll(before);
        // The causes of garbage collections and the buckets of the JVM's memory turn up when they happen first.
        assertThat(after.stream().filter(one -> !one.name().startsWith("jvm_"))).isEmpty();
        var text = descent.get("/actuator/prometheus").expect(200).text();
        assertThat(ids).noneMatch(text::contains);
        assertThat(text).doesNotContain("meters, ").doesNotContainPattern("(run|ds|mdl)_0");
    }

    @Test
    void what_is_told_of_the_whole_service_is_what_the_database_has(@Autowired Environment environment) {
        var before = value("descent_runs_ended_total{outcome=\"SUCCEEDED\"}");
        run("meters, all", 3);
        // Counted once it is written down, which is when a client may see it, too.
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(value("descent_runs_ended_total{outcome=\"SUCCEEDED\"}")).isEqualTo(before + 3));
        var endless = IntStream.range(0, slots(environment) + 1).mapToObj(_ -> descent.submit(request("meters, all", 1_000_000))).toList();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(value("descent_runs{status=\"RUNNING\"}")).isEqualTo(slots(environment)));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(value("descent_queue_oldest_seconds")).isPositive().isLessThan(3600));
        assertThat(value("descent_queue_depth")).isEqualTo(1);
        assertThat(value("descent_store_up")).isEqualTo(1);
        endless.forEach(run -> descent.post("/api/v1/runs/" + run + "/cancel", "").expect(202));
        endless.forEach(run -> descent.awaitEnd(run, Duration.ofSeconds(60)));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(value("descent_queue_oldest_seconds")).isZero());
    }

    private double value(String series) {
        return descent.get("/actuator/prometheus").expect(200).text().lines().filter(line -> line.startsWith(series + " ")).mapToDouble(line -> Double.parseDouble(line.substring(series.length()))).sum();
    }

    private static int slots(Environment environment) {
        return environment.getProperty("descent.worker.slots", Integer.class, Runtime.getRuntime().availableProcessors());
    }

    private List<String> run(String dataset, int count) {
        descent.post("/api/v1/datasets", Map.of("name", dataset, "generator", Map.of("type", "moons", "rows", 40, "noise", 0.1, "seed", 1))).expect(201);
        var ids = IntStream.range(0, count).mapToObj(_ -> descent.submit(request(dataset, 2))).toList();
        ids.forEach(descent::awaitSuccess);
        return ids;
    }

    private static Object request(String dataset, int epochs) {
        return Map.of("dataset", dataset, "target", "label", "epochs", epochs, "model", Map.of("layers", List.of(Map.of("type", "dense", "units", 2), Map.of("type", "dense"))));
    }

    private Set<Series> scrape() {
        return descent.get("/actuator/prometheus").expect(200).text().lines().filter(line -> !line.startsWith("#")).map(MetersTest::series).collect(Collectors.toSet());
    }

    private static Series series(String line) {
        var parts = SERIES.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        var labels = parts.group(2) == null ? Map.<String, String>of() : LABEL.matcher(parts.group(2)).results().collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
        return new Series(parts.group(1), labels);
    }

    private static Set<String> values(Set<Series> series, String name, String label) {
        return series.stream().filter(one -> one.name().equals(name)).map(one -> one.labels().get(label)).collect(Collectors.toSet());
    }

    /** Label matchers, ranges and groupings hold names as well. */
    private static String withoutLabels(String expression) {
        return expression.replaceAll("\\{[^}]*}", " ").replaceAll("\\[[^]]*]", " ").replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ");
    }
}
