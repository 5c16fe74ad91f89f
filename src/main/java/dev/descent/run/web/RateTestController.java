package dev.descent.run.web;

import dev.descent.run.RateTestView;
import dev.descent.run.RateTests;
import dev.descent.support.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping(path = "/api/v1/learning-rate-tests", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class RateTestController {

    private final RateTests tests;
    private final StrictJson json;

    RateTestController(RateTests tests, StrictJson json) {
        this.tests = tests;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Find a learning rate",
            description = "A run request with a range of rates: from its initial weights, each of `steps` mini-batches is trained with a larger rate than the one "
                    + "before, by the same factor, until the loss explodes (Smith 2017). The suggestion is a tenth of the rate at which the smoothed loss was lowest. "
                    + "The run's own learning rate, schedule and epochs take no part, and nothing is stored. " + RunExamples.PREPARATION,
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RateTestRequest.class),
                    examples = @ExampleObject(name = "moons", summary = "Rates for a small classifier", value = RunExamples.RATES))))
    @ApiResponse(responseCode = "200", description = "The loss of each step, and the suggestion")
    @ApiResponse(responseCode = "400", description = "Not JSON")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "422", description = "All problems of the request at once, or a test that would take longer than seconds")
    @ApiResponse(responseCode = "503", description = "Another test is under way on this node")
    RateTestView test(@RequestBody JsonNode body) {
        var request = json.read(body, RateTestRequest.class);
        return tests.run(request.run().toNewRun(body), request.from(), request.to(), request.steps());
    }
}
