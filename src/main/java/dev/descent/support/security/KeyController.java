package dev.descent.support.security;

import dev.descent.support.Page;
import dev.descent.support.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/admin/keys")
@Tag(name = "Operations")
class KeyController {

    private static final String NOTEBOOK = """
            {"name":"notebook of Ada","role":"writer","expiresAt":"2099-12-31T00:00:00Z"}""";

    private final ApiKeys keys;

    KeyController(ApiKeys keys) {
        this.keys = keys;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Make an API key", description = "For the role admin. A key opens the data of one tenant, the caller's own; an admin of the tenant default names any. "
            + "Its text is shown this once and stored nowhere, which is why no Idempotency-Key is taken: a key whose answer was lost is revoked and made anew.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = NewKeyRequest.class), examples = @ExampleObject(NOTEBOOK))))
    @ApiResponse(responseCode = "201", description = "The key with its text; Location names it")
    @ApiResponse(responseCode = "429", description = "The tenant has 20 valid keys, which is all that it may have")
    ResponseEntity<CreatedKey> createKey(@RequestBody NewKeyRequest body) {
        var created = keys.create(caller(), body);
        return ResponseEntity.created(URI.create("/api/v1/admin/keys/" + created.view().id())).body(created);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List API keys, newest first", description = "For the role admin: those of its tenant, for an admin of the tenant default those of all. "
            + "Keys that were revoked or have expired are shown for 30 days.")
    Page<KeyView> listKeys(Paging paging) {
        return keys.list(caller(), paging);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Show an API key")
    @ApiResponse(responseCode = "200", description = "The key without its text")
    @ApiResponse(responseCode = "404", description = "There is none")
    KeyView oneKey(@PathVariable String id) {
        return keys.find(caller(), id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an API key", description = "It opens nothing any more: at once on the node that answers, within two seconds on others.")
    @ApiResponse(responseCode = "204", description = "Revoked, now or before")
    @ApiResponse(responseCode = "404", description = "There is none")
    void revokeKey(@PathVariable String id) {
        keys.revoke(caller(), id);
    }

    private static Caller caller() {
        return Caller.current().orElseThrow();
    }
}
