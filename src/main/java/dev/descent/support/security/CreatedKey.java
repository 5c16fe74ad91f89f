package dev.descent.support.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** A key that was made just now. */
@Schema(name = "CreatedApiKey")
public record CreatedKey(
        @Schema(description = "To be sent as Authorization: Bearer …; it is shown this once and stored nowhere", example = "dk_0123456789_…") String key,
        @JsonUnwrapped KeyView view) {}
