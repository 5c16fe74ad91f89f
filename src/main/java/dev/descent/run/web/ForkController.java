package dev.descent.run.web;

import dev.descent.run.ForkOrder;
import dev.descent.run.Forks;
import dev.descent.run.RunRequest;
import dev.descent.run.RunView;
import dev.descent.support.StrictJson;
import dev.descent.support.web.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class ForkController {

    private final Forks forks;
    private final Idempotency idempotency;
    private final StrictJson json;

    ForkController(Forks forks, Idempotency idempotency, StrictJson json) {
        this.forks = forks;
        this.idempotency = idempotency;
        this.json = json;
    }

    @PostMapping(path = "/fork", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Queue a run that goes on from a checkpoint of one that has ended",
            description = "The fork owns a copy of the checkpoint, so the parent may be deleted. Without changes it ends with the bits that the parent would have had.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ForkRequest.class),
                    examples = @ExampleObject(RunExamples.FORK))))
    @ApiResponse(responseCode = "202", description = "Queued; Location names it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunView.class)))
    @ApiResponse(responseCode = "400", description = "Not JSON")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    @ApiResponse(responseCode = "409", description = "It has not ended, or keeps no checkpoint; allowedActions says what is possible")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "422", description = "All problems of the request at once")
    @ApiResponse(responseCode = "503", description = "The queue is full")
    ResponseEntity<RunView> fork(@PathVariable String id, @RequestBody(required = false) ForkRequest request, @Parameter(hidden = true) HttpServletRequest http) {
        var order = request == null ? new ForkOrder(null, null, null) : request.toOrder();
        return idempotency.once(http, () -> queued(forks.fork(id, order, patched -> json.read(patched, RunRequest.class).toNewRun(patched))));
    }

    @PostMapping("/verify")
    @Operation(summary = "Queue a run that repeats one that has ended, to see whether it comes to the same bits",
            description = "It trains from the stored specification, dataset and seed (a fork from the checkpoint it began with). `verification` tells the result once it has SUCCEEDED.")
    @ApiResponse(responseCode = "202", description = "Queued; Location names it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such run")
    @ApiResponse(responseCode = "409", description = "It has not ended, or cannot be repeated; the detail says why")
    @ApiResponse(responseCode = "503", description = "The queue is full")
    ResponseEntity<RunView> verify(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest http) {
        return idempotency.once(http, () -> queued(forks.verify(id)));
    }

    private static ResponseEntity<RunView> queued(RunView run) {
        return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(run);
    }
}
