package dev.descent.support.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations")
class MeController {

    private final Credentials credentials;

    MeController(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Whom the service takes the caller for. */
    @Schema(name = "Me")
    record Me(
            @Schema(description = "Whose data is seen", example = "default") String tenant,
            Role role,
            @Schema(description = "How callers are told apart: open (not at all), keys or jwt", example = "keys") String mode,
            @Schema(description = "The API key that was shown; null for none", types = {"object", "null"}) Caller.Key key,
            @Schema(description = "sub of the token that was shown; null for none", types = {"string", "null"}) String subject) {}

    @GetMapping
    @Operation(summary = "Read who you are here", description = "Without credentials configured everybody is an admin of the tenant default.")
    @ApiResponse(responseCode = "200", description = "Tenant, role and credential")
    Me me() {
        var caller = Caller.current().orElseThrow();
        return new Me(caller.tenant(), caller.role(), credentials.mode().name().toLowerCase(Locale.ROOT), caller.key(), caller.subject());
    }
}
