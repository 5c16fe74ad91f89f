package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run is watched as it trains: nothing lost, nothing twice, whichever node and whatever comes between. */
class EventStreamTest extends EndToEnd {

    private static final String MOONS = "{\"name\":\"watched\",\"generator\":{\"type\":\"moons\",\"rows\":400,\"noise\":0.1,\"seed\":7}}";

    @Test
    void everything_arrives_in_order_while_it_happens_and_the_stream_ends_with_the_run() {
        descent.post("/api/v1/datasets", MOONS).expect(201);
        var run = descent.submit(request("watched", 60));
        try (var watcher = watch(descent, run, "", null)) {
            var all = watcher.rest();
            assertThat(all.stream().map(Watcher.Message::data).toList()).isEqualTo(events(descent, run));
            assertThat(all.stream().map(Watcher.Message::id).toList()).isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
            assertThat(all).allSatisfy(message -> assertThat(message.event()).isEqualTo(message.data().get("type").asString()));
            assertThat(all.getLast().event()).isEqualTo("end");
        }
        long last = descent.get("/api/v1/runs/" + run + "/events?limit=10000").json().get("data").size();
        try (var again = watch(descent, run, "", 5L); var after = watch(descent, run, "?after=7", null); var over = watch(descent, run, "", last)) {
            assertThat(again.rest().stream().map(Watcher.Message::id).toList()).isEqualTo(LongStream.rangeClosed(6, last).boxed().toList());
            assertThat(after.next().orElseThrow().id()).isEqualTo(8);
            assertThat(descent.send(descent.request("/api/v1/runs/" + run + "/events").header("Accept", "text/event-stream").HEAD()).expect(200).header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(over.status()).as("an EventSource that has seen the end does not come back").isEqualTo(204);
        }
    }

    @Test
    void what_little_there_is_to_tell_arrives_before_there_is_more() {
        descent.post("/api/v1/datasets", MOONS.replace("watched", "quiet")).expect(201);
        var run = descent.submit(request("quiet", 1_000_000));
        descent.post("/api/v1/runs/" + run + "/pause", "{}").expect(202);
        descent.await(run, Duration.ofSeconds(30), paused -> paused.get("status").asString().equals("PAUSED"));
        long known = descent.run(run).get("latest").path("seq").asLong(0);
        try (var first = watch(descent, run, "?after=" + Math.max(0, known - 1), null); var silent = watch(descent, run, "?after=9999999", null)) {
            assertThat(first.next()).as("far less than a buffer").isPresent();
            descent.post("/api/v1/runs/" + run + "/cancel", "{}").expect(202);
            assertThat(silent.expect("status").data().get("data").get("status").asString()).isEqualTo("CANCELLED");
        }
    }

    @Test
    void a_screen_gets_no_more_epochs_than_it_can_draw_and_the_best_and_the_last_of_all() {
        descent.post("/api/v1/datasets", MOONS.replace("watched", "thinned")).expect(201);
        var run = descent.submit(request("thinned", 3000));
        try (var watcher = watch(descent, run, "?maxRate=10", null)) {
            var epochs = watcher.rest().stream().filter(message -> message.event().equals("epoch")).map(message -> message.data().get("data").get("epoch").asInt()).toList();
            var best = descent.run(run).get("best").get("epoch").asInt();
            assertThat(epochs).isSorted().contains(best, 3000).doesNotHaveDuplicates();
            assertThat(epochs.size()).isLessThan(1500);
        }
    }

    @Test
    void what_cannot_be_watched_is_refused_as_any_other_request_is() {
        try (var missing = watch(descent, "run_00000000000000000000000000", "", null)) {
            assertThat(missing.status()).isEqualTo(404);
        }
        var run = "/api/v1/runs/run_00000000000000000000000000/events";
        assertThat(descent.get(run, "text/event-stream").expect(404).json().get("code").asString()).isEqualTo("not-found");
        assertThat(descent.get(run + "?maxRate=0", "text/event-stream").expect(400).json().get("code").asString()).isEqualTo("invalid-parameter");
        assertThat(descent.get(run + "?maxRate=NaN", "text/event-stream").expect(400).json().get("code").asString()).isEqualTo("invalid-parameter");
        assertThat(descent.get(run + "?after=-1", "text/event-stream").expect(400).json().get("code").asString()).isEqualTo("invalid-pagination");
    }

    @Test
    void a_watcher_goes_on_where_it_was_when_the_service_has_been_restarted(@TempDir Path directory) {
        var database = List.of("--descent.data-directory=" + directory.resolve("data"));
        var seen = new ArrayList<Watcher.Message>();
        String run;
        try (var node = Node.start(database)) {
            node.client().post("/api/v1/datasets", MOONS).expect(201);
            run = node.client().submit(request("watched", 20_000));
            try (var watcher = watch(node.client(), run, "", null)) {
                seen.add(watcher.expect("epoch"));
                node.context().close();
                seen.addAll(watcher.rest());
            }
        }
        assertThat(seen.getLast().data().get("data").path("status").asString("")).as("the drain is still seen").isEqualTo("QUEUED");
        try (var node = Node.idle(database)) {
            node.client().post("/api/v1/runs/" + run + "/cancel", "{}").expect(202);
            try (var watcher = watch(node.client(), run, "", seen.getLast().id())) {
                var rest = watcher.rest();
                assertThat(rest.getFirst().id()).isEqualTo(seen.getLast().id() + 1);
                seen.addAll(rest);
            }
            var all = events(node.client(), run);
            assertThat(seen.stream().map(Watcher.Message::data).toList()).isEqualTo(all.subList(all.size() - seen.size(), all.size()));
        }
    }

    @Test
    void a_run_is_watched_on_any_node_whichever_trains_it() {
        var database = PostgresServer.arguments("streams");
        try (var worker = Node.start(database); var other = Node.idle(database)) {
            other.client().post("/api/v1/datasets", MOONS).expect(201);
            var run = other.client().submit(request("watched", 40));
            try (var watcher = watch(other.client(), run, "", null)) {
                var seen = watcher.rest().stream().map(Watcher.Message::data).toList();
                assertThat(seen).isEqualTo(events(worker.client(), run));
                assertThat(seen).hasSizeGreaterThan(40);
            }
        }
    }

    private static Watcher watch(DescentClient client, String run, String query, Long lastEventId) {
        return new Watcher(client.base(), "/api/v1/runs/" + run + "/events" + query, lastEventId);
    }

    private static List<JsonNode> events(DescentClient client, String run) {
        var all = new ArrayList<JsonNode>();
        for (var cursor = "0"; cursor != null;) {
            var page = client.get("/api/v1/runs/" + run + "/events?limit=10000&after=" + cursor).expect(200).json();
            page.get("data").forEach(all::add);
            cursor = page.get("nextCursor").asString(null);
        }
        return all;
    }

    private static String request(String dataset, int epochs) {
        return "{\"dataset\":\"" + dataset + "\",\"target\":\"label\",\"epochs\":" + epochs + ",\"seed\":3,\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.01},"
                + "\"model\":{\"layers\":[{\"type\":\"dense\",\"units\":8,\"activation\":\"tanh\"},{\"type\":\"dense\"}]}}";
    }
}
