package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

@WebTest
class IdempotencyTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Trials trials;

    @Autowired
    private JdbcClient jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String key = UUID.randomUUID().toString();

    @Test
    void a_repeated_request_is_given_the_stored_answer() throws Exception {
        var first = client.send(post(key, "a"), BodyHandlers.ofString());
        var count = trials.created.get();
        var second = client.send(post(key, "a"), BodyHandlers.ofString());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains("ü");
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(trials.created.get()).isEqualTo(count);
    }

    @Test
    void another_body_under_the_same_key_is_a_conflict() throws Exception {
        client.send(post(key, "a"), BodyHandlers.ofString());
        assertThat(outcome(client.send(post(key, "b"), BodyHandlers.ofString()))).isEqualTo("422 idempotency-conflict");
    }

    @Test
    void a_refused_request_leaves_neither_resource_nor_key() throws Exception {
        assertThat(outcome(client.send(post(key, "refused"), BodyHandlers.ofString()))).isEqualTo("503 queue-full");
        assertThat(jdbc.sql("select count(*) from trial where name = 'refused'").query(Integer.class).single()).isZero();
        assertThat(client.send(post(key, "b"), BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    @Test
    void while_the_first_is_answered_the_same_request_waits_its_turn_and_another_is_a_conflict() throws Exception {
        trials.entered = new CountDownLatch(1);
        trials.released = new CountDownLatch(1);
        var first = client.sendAsync(post(key, "a"), BodyHandlers.ofString());
        trials.entered.await();
        assertThat(outcome(client.send(post(key, "a"), BodyHandlers.ofString()))).isEqualTo("409 idempotency-in-flight");
        assertThat(outcome(client.send(post(key, "b"), BodyHandlers.ofString()))).isEqualTo("422 idempotency-conflict");
        trials.released.countDown();
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(client.send(post(key, "a"), BodyHandlers.ofString()).body()).isEqualTo(first.get().body());
    }

    @Test
    void a_key_is_forgotten_after_24_hours() throws Exception {
        client.send(post(key, "a"), BodyHandlers.ofString());
        var tomorrow = new StoredAnswers(jdbc, new JsonMapper(), Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
        assertThat(tomorrow.find(key, "another")).isEmpty();
        tomorrow.forgetExpired();
        assertThat(jdbc.sql("select count(*) from idempotency where idempotency_key = ?").param(key).query(Integer.class).single()).isZero();
    }

    @Test
    void a_long_preparation_runs_once_and_outside_of_the_transaction_that_stores_the_answer(@Autowired Idempotency idempotency) {
        var request = new MockHttpServletRequest("POST", "/trials/long");
        request.addHeader(Idempotency.HEADER, key);
        var transactions = new ArrayList<Boolean>();
        for (int i = 0; i < 2; i++) {
            var answer = idempotency.once(request, "hash", () -> transactions.add(TransactionSynchronizationManager.isActualTransactionActive()), _ -> {
                transactions.add(TransactionSynchronizationManager.isActualTransactionActive());
                return ResponseEntity.ok("done");
            });
            assertThat(answer.getStatusCode().value()).isEqualTo(200);
        }
        assertThat(transactions).containsExactly(false, true);
    }

    @Test
    void a_key_is_1_to_255_characters() throws Exception {
        assertThat(outcome(client.send(post("k".repeat(256), "a"), BodyHandlers.ofString()))).isEqualTo("400 invalid-parameter");
    }

    private HttpRequest post(String key, String name) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/trials/once")).header("Content-Type", "application/json")
                .header("Idempotency-Key", key).POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}")).build();
    }

    private static String outcome(HttpResponse<String> answer) {
        return answer.statusCode() + " " + new JsonMapper().readTree(answer.body()).get("code").stringValue();
    }
}
