package dev.descent.run.web;

import dev.descent.run.NewRun;
import dev.descent.run.RunFilter;
import dev.descent.run.RunList;
import dev.descent.run.RunRequest;
import dev.descent.run.RunSort;
import dev.descent.run.RunStatus;
import dev.descent.run.RunView;
import dev.descent.run.Runs;
import dev.descent.run.Verdict;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.StrictJson;
import dev.descent.support.web.Idempotency;
import dev.descent.support.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs", description = "Trainings: queued, trained by a worker, watched, stopped")
class RunController {

    private final Runs runs;
    private final RunList list;
    private final Idempotency idempotency;
    private final StrictJson json;

    RunController(Runs runs, RunList list, Idempotency idempotency, StrictJson json) {
        this.runs = runs;
        this.list = list;
        this.idempotency = idempotency;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Queue a run, or with validateOnly only check it", description = RunExamples.PREPARATION,
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunRequest.class), examples = {
                        @ExampleObject(name = "moons", summary = "A small classifier", value = RunExamples.MOONS),
                        @ExampleObject(name = "defaults", summary = "What is required only", value = RunExamples.DEFAULTS)})))
    @ApiResponse(responseCode = "200", description = "With validateOnly: what would become of it; nothing is stored",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Verdict.class)))
    @ApiResponse(responseCode = "202", description = "Queued; Location names it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunView.class)))
    @ApiResponse(responseCode = "400", description = "Not JSON")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "422", description = "All problems of the request at once")
    @ApiResponse(responseCode = "503", description = "The queue is full")
    ResponseEntity<?> submit(@RequestBody JsonNode body, @RequestParam(defaultValue = "false") boolean validateOnly,
            @Parameter(hidden = true) HttpServletRequest request) {
        // ?validateOnly without a value means it as well; it must not queue anything.
        boolean only = validateOnly || "".equals(request.getParameter("validateOnly"));
        return only ? ResponseEntity.ok(verdict(body)) : idempotency.once(request, () -> queued(json.read(body, RunRequest.class).toNewRun(body)));
    }

    @GetMapping
    @Operation(summary = "List runs", description = "`sort` is createdAt, name or priority, with a minus in front for the descending order.")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    Page<RunView> list(
            @RequestParam(required = false) List<RunStatus> status,
            @Parameter(description = "name:value, several must all be there", example = "team:demo") @RequestParam(required = false) List<String> label,
            @Parameter(description = "Id or name") @RequestParam(required = false) String dataset,
            @Parameter(description = "Id of the run that they were forked from") @RequestParam(required = false) String parent,
            @RequestParam(defaultValue = "-createdAt") String sort,
            Paging paging) {
        return list.page(new RunFilter(status == null ? List.of() : status, dataset, parent, null, labels(label)), RunSort.of(sort), paging);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a run: status, progress, latest and best epoch")
    @ApiResponse(responseCode = "200", description = "The run")
    @ApiResponse(responseCode = "404", description = "There is none")
    RunView one(@PathVariable String id) {
        return runs.find(id);
    }

    @PatchMapping(path = "/{id}", consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(summary = "Rename, relabel or reprioritize a run",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunPatch.class),
                    examples = @ExampleObject(RunExamples.PATCH))))
    @ApiResponse(responseCode = "200", description = "The run as it is now")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "412", description = "If-Match names another version")
    @ApiResponse(responseCode = "422", description = "All problems of the request at once")
    RunView edit(@PathVariable String id,
            @Parameter(description = "ETag of the version that is meant; any where it is left out. Status, name, labels and priority make a version, progress does not")
            @RequestHeader(name = IfMatch.HEADER, required = false) String ifMatch, @RequestBody RunPatch patch) {
        return runs.edit(id, IfMatch.of(ifMatch), patch.name(), patch.labels(), patch.priority());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a run that has ended, with its epochs, events and checkpoints")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It has not ended; allowedActions says what is possible")
    void delete(@PathVariable String id) {
        runs.delete(id);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Cancel a run; its latest checkpoint stays")
    @ApiResponse(responseCode = "202", description = "CANCELLED if it waited, CANCELLING until the worker has stopped otherwise")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It has ended")
    RunView cancel(@PathVariable String id) {
        return runs.cancel(id);
    }

    @PostMapping("/{id}/pause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Pause a run; it can be resumed with the same bits")
    @ApiResponse(responseCode = "202", description = "PAUSED if it waited, PAUSING until the worker has stopped otherwise")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "Impossible now; allowedActions says what is possible")
    RunView pause(@PathVariable String id) {
        return runs.pause(id);
    }

    @PostMapping("/{id}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Queue a paused run again")
    @ApiResponse(responseCode = "202", description = "QUEUED")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It is not paused")
    RunView resume(@PathVariable String id) {
        return runs.resume(id);
    }

    private ResponseEntity<RunView> queued(NewRun request) {
        var run = runs.submit(request);
        return ResponseEntity.accepted().location(URI.create("/api/v1/runs/" + run.id())).body(run);
    }

    /** What cannot be bound is as invalid as what cannot be trained. */
    private Verdict verdict(JsonNode body) {
        RunRequest request;
        try {
            request = json.read(body, RunRequest.class);
        } catch (Problem refusal) {
            return Verdict.refused(refusal.errors());
        }
        return runs.validate(request.toNewRun(body));
    }

    private static Map<String, String> labels(List<String> texts) {
        var labels = new LinkedHashMap<String, String>();
        for (String text : texts == null ? List.<String>of() : texts) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new Problem(ProblemCode.INVALID_PARAMETER, "label must have the form name:value (was \"" + text + "\")");
            }
            if (labels.putIfAbsent(text.substring(0, colon), text.substring(colon + 1)) != null) {
                throw new Problem(ProblemCode.INVALID_PARAMETER, "label must name each label once (was " + texts + ")");
            }
        }
        return labels;
    }
}
