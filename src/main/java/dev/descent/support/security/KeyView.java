package dev.descent.support.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An API key without its text. */
@Schema(name = "ApiKey")
public record KeyView(
        String id,
        String tenant,
        String name,
        Role role,
        @Schema(description = "Beginning of its text, to be told apart by", example = "dk_0123456789") String prefix,
        Instant createdAt,
        @Schema(description = "null for never", types = {"string", "null"}) Instant expiresAt,
        @Schema(description = "null while it is valid", types = {"string", "null"}) Instant revokedAt) {

    static KeyView of(ApiKey key) {
        return new KeyView(key.id(), key.tenant(), key.name(), key.role(), "dk_" + key.prefix(), key.createdAt(), key.expiresAt(), key.revokedAt());
    }
}
