package dev.descent.prediction.web;

import dev.descent.prediction.CsvRows;
import dev.descent.prediction.EvaluationView;
import dev.descent.prediction.Predicted;
import dev.descent.prediction.PredictionCsv;
import dev.descent.prediction.PredictionView;
import dev.descent.prediction.TrainedModels;
import dev.descent.run.CheckpointChoice;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}")
@Tag(name = "Predictions", description = "What trained networks say of new rows, and how good they are on known ones")
class PredictionController {

    private static final String CSV = "text/csv";
    private static final MediaType CSV_TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String FIRST = "Needs a run: create the dataset of two moons, start a run on it, and put its id here once it has a checkpoint. ";
    private static final String ROWS = """
            {"rows":[{"x1":0.5,"x2":-0.2},{"x1":1.5,"x2":0.4}],"checkpoint":"best"}""";

    private final TrainedModels models;
    private final Limits limits;

    PredictionController(TrainedModels models, Limits limits) {
        this.models = models;
        this.limits = limits;
    }

    @PostMapping(path = "/predictions", consumes = MediaType.APPLICATION_JSON_VALUE, produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    @Operation(summary = "Predict rows",
            description = FIRST + "Rows name their columns in any order; preprocessing happens inside. A missing number follows the run's "
                    + "preprocessing.missing; a missing or unseen category counts as none of them, and a warning says so. Targets in a row are ignored. "
                    + "CSV goes in as well (with a header line; checkpoint and outputs stand in the query) and comes out as CSV unless Accept says otherwise: "
                    + "label and probability_<class>, or the targets.",
            parameters = {
                @Parameter(name = "checkpoint", in = ParameterIn.QUERY, description = "Of CSV only: best, latest, or the number of an epoch", schema = @Schema(type = "string")),
                @Parameter(name = "outputs", in = ParameterIn.QUERY, description = "Of CSV only: raw outputs as well", schema = @Schema(type = "boolean"))},
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = PredictionRequest.class),
                        examples = @ExampleObject(name = "moons", summary = "Two points between the moons", value = ROWS)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "csv", summary = "The same as CSV", value = "x1,x2\n0.5,-0.2\n1.5,0.4\n"))}))
    @ApiResponse(responseCode = "200", description = "A prediction for each row, in their order", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = PredictionView.class)),
        @Content(mediaType = CSV, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "404", description = "There is no such run")
    @ApiResponse(responseCode = "409", description = "The run has no such checkpoint yet")
    @ApiResponse(responseCode = "413", description = "More rows or bytes than are predicted at a time")
    @ApiResponse(responseCode = "422", description = "Columns or values do not fit the model: every place is named")
    ResponseEntity<?> predict(@Parameter(description = "The run's id", example = "run_06ct1k2q3v4s5t6u7v8g9h0i1j") @PathVariable String id,
            @RequestBody PredictionRequest body,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) String accept) {
        return answer(models.predict(id, body.checkpoint(), body.given()), body.outputs(), wantsCsv(accept, false));
    }

    @PostMapping(path = "/predictions", consumes = CSV, produces = {CSV, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Predict rows", hidden = true)
    ResponseEntity<?> predictCsv(@PathVariable String id, @RequestParam(required = false) String checkpoint,
            @RequestParam(defaultValue = "false") boolean outputs, HttpServletRequest request) throws IOException {
        var rows = CsvRows.read(body(request), limits.predictionRows());
        return answer(models.predict(id, choice(checkpoint), rows), outputs, wantsCsv(request.getHeader(HttpHeaders.ACCEPT), true));
    }

    @PostMapping(path = "/evaluations", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Evaluate a run on a dataset",
            description = FIRST + "The dataset needs the columns that the run was trained on; rows without a target are left out.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = EvaluationRequest.class),
                    examples = @ExampleObject(name = "moons", summary = "The dataset named moons", value = "{\"dataset\":\"moons\",\"checkpoint\":\"best\"}"))))
    @ApiResponse(responseCode = "200", description = "Loss and metrics; of a classifier the confusion matrix, actual classes in rows, and figures per class")
    @ApiResponse(responseCode = "404", description = "There is no such run")
    @ApiResponse(responseCode = "409", description = "The run has no such checkpoint yet")
    @ApiResponse(responseCode = "422", description = "There is no such dataset, or it lacks columns")
    EvaluationView evaluate(@Parameter(description = "The run's id", example = "run_06ct1k2q3v4s5t6u7v8g9h0i1j") @PathVariable String id,
            @RequestBody EvaluationRequest body) {
        return models.evaluate(id, body.checkpoint(), body.dataset());
    }

    private static ResponseEntity<?> answer(Predicted predicted, boolean outputs, boolean csv) {
        return csv ? ResponseEntity.ok().contentType(CSV_TYPE).body(PredictionCsv.of(predicted, outputs))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(PredictionView.of(predicted, outputs));
    }

    /** Whether Accept prefers CSV to JSON; it may as well leave the choice open. */
    private static boolean wantsCsv(String accept, boolean otherwise) {
        var wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        for (var type : wanted) {
            boolean csv = type.includes(CSV_TYPE);
            if (csv != type.includes(MediaType.APPLICATION_JSON)) {
                return csv;
            } else if (csv) {
                return otherwise;
            }
        }
        return otherwise;
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        long most = limits.predictionBytes().toBytes();
        var body = request.getInputStream().readNBytes((int) most + 1);
        if (body.length > most) {
            throw new Problem(ProblemCode.BATCH_TOO_LARGE, "The body has more than " + most + " bytes");
        }
        return body;
    }

    private static CheckpointChoice choice(String name) {
        try {
            return name == null ? null : CheckpointChoice.of(name);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemCode.INVALID_PARAMETER, "checkpoint " + e.getMessage());
        }
    }
}
