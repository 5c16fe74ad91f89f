package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A recipe is started whole or not at all, as often as one likes, on an empty database too. */
class RecipeStartsTest {

    private static final String RELU = "/api/v1/recipes/relu/runs";

    @TempDir
    private Path data;

    private Node node;
    private DescentClient descent;

    @BeforeEach
    void start() {
        node = Node.idle(List.of("--descent.data-directory=" + data), "--descent.limits.queued-runs=9");
        descent = node.client();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void a_body_has_nothing_to_choose_and_is_not_ignored() {
        var start = "/api/v1/recipes/chain-rule/runs";
        assertThat(descent.post(start, "{\"epochs\":3}").expect(422).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/epochs");
        descent.post(start, "{nope").expect(400);
        descent.post(start, "{}").expect(200);
    }

    @Test
    void where_one_run_too_many_would_wait_nothing_is_left_behind() {
        var refused = descent.post("/api/v1/recipes/cubic-fit/runs", "", "Idempotency-Key", "k").expect(503).json();
        assertThat(refused.get("code").asString()).isEqualTo("queue-full");
        assertThat(list("/datasets")).isEmpty();
        assertThat(list("/runs")).isEmpty();
    }

    @Test
    void a_dataset_is_made_once_and_one_of_other_content_is_never_taken_for_it() {
        var first = descent.post(RELU, "").expect(202).json();
        var second = descent.post(RELU, "").expect(202).json();
        assertThat(second.get("datasets")).isEqualTo(first.get("datasets")).hasSize(1);
        assertThat(list("/runs?label=recipe:relu")).hasSize(6);
        assertThat(list("/datasets")).hasSize(1);

        descent.createDataset("recipe: sine", List.of("x1", "y"), List.of(List.of(1, 2), List.of(3, 4)));
        var refused = descent.post("/api/v1/recipes/overfitting/runs", "").expect(409).json();
        assertThat(refused.get("code").asString()).isEqualTo("name-taken");
        assertThat(refused.get("detail").asString()).contains("\"recipe: sine\"").contains("other content");
        assertThat(list("/runs?label=recipe:overfitting")).isEmpty();
        assertThat(list("/datasets")).hasSize(2);
    }

    @Test
    void a_repeated_request_is_given_the_first_answer() {
        var first = descent.post(RELU, "", "Idempotency-Key", "one").expect(202);
        var again = descent.post(RELU, "", "Idempotency-Key", "one").expect(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo("/api/v1/runs?label=recipe:relu");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(list("/runs")).hasSize(3);
        descent.post("/api/v1/recipes/overfitting/runs", "", "Idempotency-Key", "one").expect(422);
        assertThat(descent.post("/api/v1/recipes/chain-rule/runs", "", "Idempotency-Key", "two").expect(200).json())
                .isEqualTo(descent.post("/api/v1/recipes/chain-rule/runs", "", "Idempotency-Key", "two").expect(200).json());
    }

    @Test
    void two_who_start_a_recipe_at_once_share_its_dataset() {
        var answers = IntStream.range(0, 3).parallel().mapToObj(_ -> descent.post(RELU, "").expect(202).json()).toList();
        assertThat(answers.stream().map(answer -> answer.get("datasets").get(0).get("id")).distinct()).hasSize(1);
        assertThat(list("/runs")).hasSize(9);
    }

    @Test
    void the_requests_can_be_sent_one_by_one_as_they_stand() {
        for (var id : List.of("chain-rule", "relu", "gradient-descent")) {
            for (var request : descent.get("/api/v1/recipes/" + id).expect(200).json().get("requests")) {
                assertThat(descent.post("/api/v1" + request.get("path").asString(), request.get("body")).status()).isBetween(200, 202);
            }
        }
        var own = list("/runs").valueStream().map(run -> run.get("effectiveSpec")).toList();
        var started = descent.post(RELU, "").expect(202).json().get("runs").valueStream().map(run -> run.get("effectiveSpec")).toList();
        assertThat(started.reversed()).isEqualTo(own);
    }

    private JsonNode list(String path) {
        return descent.get("/api/v1" + path).expect(200).json().get("data");
    }
}
