package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The answers that were given under an {@code Idempotency-Key}, for 24 hours. */
@Repository
class StoredAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicReference<Instant> lastSweep = new AtomicReference<>(Instant.EPOCH);

    StoredAnswers(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @throws Problem if the key was used for another request */
    <T> Optional<ResponseEntity<T>> find(String key, String fingerprint) {
        return jdbc.sql("select fingerprint, status, location, body from idempotency where idempotency_key = ? and created_at > ?")
                .params(key, oldest())
                .query((row, _) -> this.<T>answer(row, fingerprint)).optional();
    }

    void take(String key, String fingerprint) {
        jdbc.sql("delete from idempotency where idempotency_key = ? and created_at <= ?").params(key, oldest()).update();
        jdbc.sql("insert into idempotency (idempotency_key, fingerprint, created_at) values (?, ?, ?)")
                .params(key, fingerprint, clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    void store(String key, ResponseEntity<?> answer) {
        var body = answer.hasBody() ? json.writeValueAsString(answer.getBody()) : null;
        jdbc.sql("update idempotency set status = ?, location = ?, body = ? where idempotency_key = ?")
                .params(answer.getStatusCode().value(), answer.getHeaders().getFirst(HttpHeaders.LOCATION), body, key).update();
    }

    void forgetExpired() {
        var now = clock.instant();
        var last = lastSweep.get();
        if (last.plus(BETWEEN_SWEEPS).isBefore(now) && lastSweep.compareAndSet(last, now)) {
            jdbc.sql("delete from idempotency where created_at <= ?").param(oldest()).update();
        }
    }

    static Problem conflict() {
        return new Problem(ProblemCode.IDEMPOTENCY_CONFLICT, "This key was used for another request; take a new key for a new request");
    }

    /** The body goes out as it was stored: its static type is the caller's, its bytes are the JSON of one. */
    @SuppressWarnings("unchecked")
    private <T> ResponseEntity<T> answer(ResultSet row, String fingerprint) throws SQLException {
        if (!row.getString("fingerprint").equals(fingerprint)) {
            throw conflict();
        }
        var answer = ResponseEntity.status(row.getInt("status")).header(Idempotency.REPLAYED, "true");
        if (row.getString("location") != null) {
            answer.header(HttpHeaders.LOCATION, row.getString("location"));
        }
        var body = row.getString("body");
        return (ResponseEntity<T>) (body == null ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(body.getBytes(StandardCharsets.UTF_8)));
    }

    private OffsetDateTime oldest() {
        return clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
    }
}
