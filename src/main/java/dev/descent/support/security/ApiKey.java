package dev.descent.support.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * The row of an API key. Its text is nowhere but with whom it was made for.
 *
 * @param digest SHA-256 of the whole text, in hexadecimal
 */
record ApiKey(String id, String tenant, String name, Role role, String prefix, String digest, Instant createdAt, Instant expiresAt, Instant revokedAt) {

    /** Compared with where there is no key: it takes as long, and nothing has this digest. */
    static final ApiKey NOBODYS = new ApiKey(null, null, null, null, null, "-".repeat(64), null, null, null);

    boolean isOf(KeyText text) {
        return MessageDigest.isEqual(digest.getBytes(StandardCharsets.US_ASCII), text.digest().getBytes(StandardCharsets.US_ASCII));
    }

    boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    ApiKey revoked(Instant now) {
        return new ApiKey(id, tenant, name, role, prefix, digest, createdAt, expiresAt, revokedAt == null ? now : revokedAt);
    }

    Caller caller() {
        return new Caller(tenant, role, new Caller.Key(id, name, expiresAt), null);
    }
}
