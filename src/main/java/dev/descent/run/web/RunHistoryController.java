package dev.descent.run.web;

import dev.descent.run.CheckpointView;
import dev.descent.run.Checkpoints;
import dev.descent.run.EpochPage;
import dev.descent.run.RunEvent;
import dev.descent.run.RunHistory;
import dev.descent.support.Page;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}")
@Tag(name = "Runs")
class RunHistoryController {

    private static final String CSV = "text/csv";
    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 10_000;
    private static final int MIN_POINTS = 4;

    private final RunHistory history;
    private final Checkpoints checkpoints;

    RunHistoryController(RunHistory history, Checkpoints checkpoints) {
        this.history = history;
        this.checkpoints = checkpoints;
    }

    @GetMapping(path = "/epochs", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Read the loss curve", description = "With `maxPoints` the whole curve is thinned out; its first, last, lowest and highest points stay. As CSV it comes whole unless `limit` is given.")
    @ApiResponse(responseCode = "200", description = "Epochs in order", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = EpochPage.class)),
        @Content(mediaType = CSV, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    EpochPage epochs(@PathVariable String id, @Parameter(description = "Epoch to read on after") @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "" + DEFAULT_LIMIT) int limit, @RequestParam(required = false) Integer maxPoints) {
        return maxPoints == null ? history.epochs(id, from(after), limit(limit)) : history.sampledEpochs(id, from(after), points(maxPoints));
    }

    @GetMapping(path = "/epochs", produces = CSV)
    @Operation(summary = "Read the loss curve", hidden = true)
    String epochsAsText(@PathVariable String id, @RequestParam(defaultValue = "0") int after, @RequestParam(required = false) Integer limit,
            @RequestParam(required = false) Integer maxPoints) {
        return EpochCsv.of((maxPoints == null
                ? history.epochs(id, from(after), limit == null ? Integer.MAX_VALUE : limit(limit))
                : history.sampledEpochs(id, from(after), points(maxPoints))).data());
    }

    @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Read everything that happened, without a gap")
    @ApiResponse(responseCode = "200", description = "Events in order")
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    Page<RunEvent> events(@PathVariable String id, @Parameter(description = "seq to read on after") @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "" + DEFAULT_LIMIT) int limit) {
        return history.events(id, from(after), limit(limit));
    }

    @GetMapping(path = "/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List the stored states of a run, oldest first")
    @ApiResponse(responseCode = "200", description = "The best weights, and states to continue from")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    List<CheckpointView> checkpoints(@PathVariable String id) {
        return checkpoints.list(id);
    }

    @GetMapping(path = "/checkpoints/{which}/weights", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Read the weights of a stored state")
    @ApiResponse(responseCode = "200", description = "Tensors by name, nested by their dimensions")
    @ApiResponse(responseCode = "404", description = "There is no such run or epoch")
    @ApiResponse(responseCode = "409", description = "There is no such checkpoint yet")
    Map<String, Object> weights(@PathVariable String id, @Parameter(description = "best, latest or an epoch", example = "best") @PathVariable String which) {
        return checkpoints.weights(id, which);
    }

    private static int from(int after) {
        return (int) from((long) after);
    }

    static long from(long after) {
        if (after < 0) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "after must be at least 0 (was " + after + ")");
        }
        return after;
    }

    private static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "limit must be at least 1 and at most " + MAX_LIMIT + " (was " + limit + ")");
        }
        return limit;
    }

    static int points(int maxPoints) {
        if (maxPoints < MIN_POINTS || maxPoints > MAX_LIMIT) {
            throw new Problem(ProblemCode.INVALID_PAGINATION,
                    "maxPoints must be at least " + MIN_POINTS + " and at most " + MAX_LIMIT + " (was " + maxPoints + ")");
        }
        return maxPoints;
    }
}
