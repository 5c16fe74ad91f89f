package dev.descent.support.web;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.security.Tenant;
import dev.descent.support.store.Durability;
import dev.descent.support.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a creating request once per {@code Idempotency-Key}: the key and the answer are stored in the transaction that creates the
 * resource, so that either both exist or neither, and a repeated request is given the stored answer for 24 hours.
 *
 * <pre>{@code
 * return idempotency.once(request, () -> ResponseEntity.created(location).body(view));
 * }</pre>
 */
@Component
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";

    private final StoredAnswers answers;
    private final TransactionTemplate transaction;
    private final TransactionTemplate reading;
    private final ConcurrentHashMap<String, String> inFlight = new ConcurrentHashMap<>();

    Idempotency(StoredAnswers answers, TransactionTemplate transaction) {
        this.answers = answers;
        this.transaction = transaction;
        this.reading = Durability.reading(transaction.getTransactionManager());
    }

    /** For requests whose body is a record, or that have none. An action that throws leaves nothing behind, the key included. */
    public <T> ResponseEntity<T> once(HttpServletRequest request, Supplier<ResponseEntity<T>> action) {
        return once(request, bodyHash(request), action);
    }

    /** Stands for a body that is a record; empty where there is none. */
    public static String bodyHash(HttpServletRequest request) {
        return Objects.requireNonNullElse((String) request.getAttribute(StrictJsonConverter.BODY_HASH), "");
    }

    /** @param contentHash stands for the whole body, such as the SHA-256 of an upload together with its options */
    public <T> ResponseEntity<T> once(HttpServletRequest request, String contentHash, Supplier<ResponseEntity<T>> action) {
        return once(request, contentHash, () -> null, _ -> action.get());
    }

    /**
     * For what takes long: the preparation runs outside of the transaction, which a database ends when it idles for half a minute.
     *
     * @param preparation may be lost, when another node is faster
     */
    public <P, T> ResponseEntity<T> once(HttpServletRequest request, String contentHash, Supplier<P> preparation, Function<P, ResponseEntity<T>> action) {
        var key = request.getHeader(HEADER);
        if (key == null) {
            return action.apply(preparation.get());
        }
        if (!key.matches("[\\x20-\\x7e]{1,255}")) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, HEADER + " must be 1 to 255 printable ASCII characters");
        }
        return alone(own(key), fingerprint(request, contentHash), preparation, action);
    }

    /** The same key of another tenant is another key. */
    private static String own(String key) {
        return Tenant.owner().equals(Tenant.DEFAULT) ? key : Tenant.owner() + "\n" + key;
    }

    private static String fingerprint(HttpServletRequest request, String contentHash) {
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        return Sha256.hex((request.getMethod() + " " + request.getRequestURI() + "?" + query + "\n" + contentHash).getBytes(StandardCharsets.UTF_8));
    }

    /** On PostgreSQL a request with the same key on another node waits at the insert, and is then given the stored answer. */
    private <P, T> ResponseEntity<T> alone(String key, String fingerprint, Supplier<P> preparation, Function<P, ResponseEntity<T>> action) {
        var other = inFlight.putIfAbsent(key, fingerprint);
        if (other != null) {
            throw other.equals(fingerprint)
                    ? new Problem(ProblemCode.IDEMPOTENCY_IN_FLIGHT, "A request with this key is still being answered; retry later")
                    : StoredAnswers.conflict();
        }
        try {
            answers.forgetExpired();
            var replayed = reading.execute(_ -> answers.<T>find(key, fingerprint));
            return replayed.orElseGet(() -> {
                var prepared = preparation.get();
                return transaction.execute(_ -> firstOrReplayed(key, fingerprint, () -> action.apply(prepared)));
            });
        } catch (TakenException e) {
            return reading.execute(_ -> answers.<T>find(key, fingerprint)).orElseThrow(() -> e);
        } finally {
            inFlight.remove(key);
        }
    }

    private <T> ResponseEntity<T> firstOrReplayed(String key, String fingerprint, Supplier<ResponseEntity<T>> action) {
        return answers.<T>find(key, fingerprint).orElseGet(() -> {
            take(key, fingerprint);
            var answer = action.get();
            answers.store(key, answer);
            return answer;
        });
    }

    private void take(String key, String fingerprint) {
        try {
            answers.take(key, fingerprint);
        } catch (DuplicateKeyException e) {
            throw new TakenException(e);
        }
    }

    /** Another node was first: this transaction is lost, a new one reads its answer. */
    private static final class TakenException extends RuntimeException {

        TakenException(DuplicateKeyException cause) {
            super(cause);
        }
    }
}
