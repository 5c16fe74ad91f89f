package dev.descent.sweep.web;

import dev.descent.run.RunView;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.web.Idempotency;
import dev.descent.sweep.SweepView;
import dev.descent.sweep.Sweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
@RequestMapping(path = "/api/v1/sweeps", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sweeps", description = "Searches over run requests, and what came out best")
class SweepController {

    private static final String GRID = """
            {"name":"moons grid","run":{"dataset":"moons","target":"label","epochs":5,"optimizer":{"type":"adam"},
              "model":{"layers":[{"type":"dense","units":8,"activation":"relu"},{"type":"dense"}]}},
             "search":{"type":"grid","parameters":{"/optimizer/learningRate":[0.1,0.01],"/model/layers/0/units":[4,8]}},
             "objective":{"metric":"valLoss"}}""";
    private static final String ASHA = """
            {"name":"moons asha","run":{"dataset":"moons","target":"label","epochs":9,"optimizer":{"type":"adam"},
              "model":{"layers":[{"type":"dense","units":8,"activation":"relu"},{"type":"dense"}]}},
             "search":{"type":"asha","trials":9,"seed":1,"parameters":{
              "/optimizer/learningRate":{"min":0.0001,"max":0.1,"scale":"log"},"/seed":{"min":1,"max":99}}},
             "objective":{"metric":"valAccuracy"},"maxConcurrent":2}""";

    private final Sweeps sweeps;
    private final Idempotency idempotency;

    SweepController(Sweeps sweeps, Idempotency idempotency) {
        this.sweeps = sweeps;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Search for the best run",
            description = "Each trial is an ordinary run, with the labels `sweep` and `trial`; one that waits for its turn is PAUSED. `parameters` names members of the run request "
                    + "by JSON pointer, with choices `[…]`, a range `{\"min\",\"max\"}` or a logarithmic one `{…,\"scale\":\"log\"}`. `grid` tries every combination of choices, "
                    + "`random` draws `trials` points, `asha` stops most of them early: at each rung (`minEpochs`, then `reductionFactor` times as many) the best one of "
                    + "`reductionFactor` goes on. Everything is a function of the request: neither slots nor restarts change the outcome. At most 1,000 trials. "
                    + "Needs a dataset named `moons`; on an empty database create it first: "
                    + "`POST /api/v1/datasets` with `{\"name\":\"moons\",\"generator\":{\"type\":\"moons\",\"rows\":1000,\"noise\":0.1,\"seed\":7}}`.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = SweepRequest.class), examples = {
                        @ExampleObject(name = "grid", summary = "Two learning rates times two widths", value = GRID),
                        @ExampleObject(name = "asha", summary = "Nine draws, of which one trains to its end", value = ASHA)})))
    @ApiResponse(responseCode = "202", description = "Its runs are queued; Location names it",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = SweepView.class)))
    @ApiResponse(responseCode = "409", description = "The name is taken")
    @ApiResponse(responseCode = "422", description = "All problems of the request and of every trial at once")
    @ApiResponse(responseCode = "503", description = "The queue is full")
    ResponseEntity<SweepView> create(@RequestBody SweepRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        return idempotency.once(request, Idempotency.bodyHash(request), () -> sweeps.prepare(body.toNewSweep()), prepared -> queued(sweeps.create(prepared)));
    }

    @PostMapping(path = "/{id}/trials", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Add trials to a random or asha sweep", description = "They are the ones that a larger sweep would have had next; of asha they are brackets of their own.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = MoreTrials.class), examples = @ExampleObject("{\"trials\":3}"))))
    @ApiResponse(responseCode = "202", description = "Its runs are queued; Location names the sweep",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = SweepView.class)))
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It was cancelled, is a grid, which has no more, or its dataset or model is another one by now")
    ResponseEntity<SweepView> extend(@PathVariable String id, @RequestBody MoreTrials body, @Parameter(hidden = true) HttpServletRequest request) {
        return idempotency.once(request, Idempotency.bodyHash(request), () -> sweeps.prepareMore(id, body.trials()), prepared -> queued(sweeps.extend(prepared)));
    }

    @GetMapping
    @Operation(summary = "List sweeps, newest first, without their leaderboards")
    Page<SweepView> list(Paging paging) {
        return sweeps.list(paging);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a sweep by id or name: how far it is, and its leaderboard")
    @ApiResponse(responseCode = "200", description = "The sweep")
    @ApiResponse(responseCode = "404", description = "There is none")
    SweepView one(@PathVariable String id) {
        return sweeps.find(id);
    }

    @GetMapping("/{id}/runs")
    @Operation(summary = "List the runs of a sweep in the order of its trials")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "404", description = "There is no such sweep")
    Page<RunView> runs(@PathVariable String id, Paging paging) {
        return sweeps.runs(id, paging);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Cancel a sweep and all its runs that have not ended")
    @ApiResponse(responseCode = "202", description = "CANCELLING until the last run has stopped")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It has ended")
    SweepView cancel(@PathVariable String id) {
        return sweeps.cancel(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a sweep that has ended; its runs stay")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "It has not ended")
    void delete(@PathVariable String id) {
        sweeps.delete(id);
    }

    private static ResponseEntity<SweepView> queued(SweepView sweep) {
        return ResponseEntity.accepted().location(URI.create("/api/v1/sweeps/" + sweep.id())).body(sweep);
    }
}
