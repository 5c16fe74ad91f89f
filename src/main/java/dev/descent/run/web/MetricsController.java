package dev.descent.run.web;

import dev.descent.run.Comparison;
import dev.descent.run.MetricTable;
import dev.descent.run.RunHistory;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class MetricsController {

    private static final int MOST = 50;

    private final RunHistory history;

    MetricsController(RunHistory history) {
        this.history = history;
    }

    @GetMapping("/metrics")
    @Operation(summary = "Put figures of several runs side by side, as columns on one epoch axis")
    @ApiResponse(responseCode = "200", description = "One series per run and figure, null where a run has no value")
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    MetricTable metrics(
            @Parameter(description = "Ids, separated by commas") @RequestParam List<String> runs,
            @Parameter(description = "Such as trainLoss, valLoss, valAccuracy or learningRate") @RequestParam(defaultValue = "trainLoss,valLoss") List<String> names,
            @RequestParam(defaultValue = "500") int maxPoints) {
        mustBeFew(runs, names);
        return history.metrics(runs, names, RunHistoryController.points(maxPoints));
    }

    @GetMapping("/comparisons")
    @Operation(summary = "Put runs side by side: their figures, and where their effective specifications differ")
    @ApiResponse(responseCode = "200", description = "The figures on one epoch axis, and each difference by its JSON pointer")
    @ApiResponse(responseCode = "400", description = "A parameter cannot be read")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    Comparison comparisons(
            @Parameter(description = "Ids, separated by commas") @RequestParam List<String> runs,
            @Parameter(description = "Such as trainLoss, valLoss, valAccuracy or learningRate") @RequestParam(defaultValue = "trainLoss,valLoss") List<String> names,
            @RequestParam(defaultValue = "500") int maxPoints) {
        mustBeFew(runs, names);
        return history.comparison(runs, names, RunHistoryController.points(maxPoints));
    }

    private static void mustBeFew(List<String> runs, List<String> names) {
        if (runs.isEmpty() || runs.size() > MOST || names.isEmpty() || names.size() > MOST) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, "runs and names must each be 1 to " + MOST + " values separated by commas");
        }
    }
}
