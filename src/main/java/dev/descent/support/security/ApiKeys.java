package dev.descent.support.security;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Ids;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.Quotas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes API keys, takes them back, and tells whose they are. An admin has to do with those of its tenant, the operator with all. */
@Service
class ApiKeys {

    static final String PREFIX = "key_";
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final KeyRows rows;
    private final KnownKeys known;
    private final int most;
    private final Clock clock;

    ApiKeys(KeyRows rows, KnownKeys known, Quotas quotas, Clock clock) {
        this.rows = rows;
        this.known = known;
        this.most = quotas.keys();
        this.clock = clock;
    }

    /** What was found out about the text of a key. */
    sealed interface Check {

        record Valid(ApiKey key) implements Check {}

        /** It was valid once: whoever shows it has not guessed it. */
        record Ended() implements Check {}

        record Unknown() implements Check {}
    }

    /** @throws Problem quota-exceeded; forbidden for the tenant of somebody else; constraint-violation */
    @Transactional
    CreatedKey create(Caller caller, NewKeyRequest wanted) {
        var now = clock.instant();
        var tenant = wanted.tenant() == null ? caller.tenant() : wanted.tenant();
        if (!caller.isOperator() && !tenant.equals(caller.tenant())) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only an admin of the tenant " + Tenant.DEFAULT + " makes keys for other tenants");
        }
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw Problem.of(List.of(new SpecProblem("/expiresAt", ProblemCode.CONSTRAINT_VIOLATION.slug(), "must be in the future")));
        }
        if (rows.usable(tenant, now) >= most) {
            throw new Problem(ProblemCode.QUOTA_EXCEEDED, "A tenant has at most " + most + " valid keys; revoke one first");
        }
        rows.forget(now.minus(REMEMBERED));
        var text = KeyText.next();
        var key = insert(text, tenant, wanted.name(), wanted.role(), wanted.expiresAt());
        known.keep(key, System.nanoTime());
        known.doubt(key.prefix());
        return new CreatedKey(text.reveal(), KeyView.of(key));
    }

    @Transactional(readOnly = true)
    Page<KeyView> list(Caller caller, Paging paging) {
        var found = rows.page(caller.isOperator() ? Tenant.ALL : new Tenant(caller.tenant()), paging.afterId(PREFIX), paging.fetch());
        return paging.page(found, ApiKey::id).map(KeyView::of);
    }

    /** @throws Problem not-found */
    @Transactional(readOnly = true)
    KeyView find(Caller caller, String id) {
        return KeyView.of(get(caller, id));
    }

    /** It is refused here at once, and by other nodes within two seconds. @throws Problem not-found */
    @Transactional
    void revoke(Caller caller, String id) {
        var key = get(caller, id);
        rows.revoke(key.id(), clock.instant());
        known.doubt(key.prefix());
    }

    /** Without a look at the database. */
    Optional<ApiKey> lately(KeyText text) {
        return known.find(text.prefix()).filter(key -> key.isOf(text) && key.isUsable(clock.instant()));
    }

    /** Whether it was good once. */
    boolean isFamiliar(KeyText text) {
        return known.isFamiliar(text);
    }

    /** An unknown beginning and a wrong rest take the same steps. @param text null for one that has not even the form */
    Check check(KeyText text) {
        long asked = System.nanoTime();
        var shown = text == null ? KeyText.NONE : text;
        var found = rows.byPrefix(shown.prefix());
        if (!found.orElse(ApiKey.NOBODYS).isOf(shown)) {
            return new Check.Unknown();
        }
        var key = found.orElseThrow();
        if (!key.isUsable(clock.instant())) {
            return new Check.Ended();
        }
        known.keep(key, asked);
        return new Check.Valid(key);
    }

    /** A key of the operator that comes from elsewhere. @return whether it is valid, now or already */
    @Transactional
    boolean adopt(KeyText text, String name) {
        var there = rows.byPrefix(text.prefix());
        if (there.isEmpty()) {
            insert(text, Tenant.DEFAULT, name, Role.ADMIN, null);
        }
        return there.isEmpty() || there.get().isOf(text) && there.get().isUsable(clock.instant());
    }

    boolean hasOperator() {
        return rows.hasUsableAdmin(Tenant.DEFAULT, clock.instant());
    }

    private ApiKey insert(KeyText text, String tenant, String name, Role role, Instant expiresAt) {
        var key = new ApiKey(Ids.next(PREFIX), tenant, name, role, text.prefix(), text.digest(), clock.instant(), expiresAt, null);
        rows.insert(key);
        return key;
    }

    private ApiKey get(Caller caller, String id) {
        return rows.byId(id).filter(key -> caller.isOperator() || key.tenant().equals(caller.tenant())).orElseThrow(() -> Problem.notFound("key"));
    }
}
