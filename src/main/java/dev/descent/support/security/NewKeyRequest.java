package dev.descent.support.security;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** An API key that somebody is to get. */
@Schema(name = "NewApiKey")
public record NewKeyRequest(
        @Schema(description = "Says whose it is", example = "notebook of Ada") @NotNull @Size(min = 1, max = 200) String name,
        @NotNull Role role,
        @Schema(description = "When it ends to be valid; never where it is left out") Instant expiresAt,
        @Schema(description = "Whose data it opens: the caller's own, and for an admin of the tenant default any", example = "lab-3")
        @Pattern(regexp = Tenant.FORM, message = "must be 1 to 63 letters, digits and . _ @ -, the first a letter or digit") String tenant) {}
