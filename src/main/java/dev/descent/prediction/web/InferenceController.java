package dev.descent.prediction.web;

import dev.descent.prediction.ModelInterface;
import dev.descent.prediction.deployment.Deployments;
import dev.descent.prediction.deployment.ServedNames;
import dev.descent.support.Limits;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.StrictJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Open Inference Protocol, version 2, over deployments. Its errors are its own: one text. */
@RestController
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Inference", description = "Deployments by the Open Inference Protocol")
class InferenceController {

    private final Deployments deployments;
    private final ServedNames names;
    private final StrictJson json;
    private final Limits limits;
    private final ApplicationAvailability availability;

    InferenceController(Deployments deployments, ServedNames names, StrictJson json, Limits limits, ApplicationAvailability availability) {
        this.deployments = deployments;
        this.names = names;
        this.json = json;
        this.limits = limits;
        this.availability = availability;
    }

    @Schema(name = "InferenceServer")
    record Server(String name, String version, List<String> extensions) {}

    @Schema(name = "InferenceTensor")
    record Tensor(String name, String datatype, List<Integer> shape) {}

    @Schema(name = "InferenceModel")
    record Metadata(String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {}

    @Schema(name = "InferenceError")
    record Failure(String error) {}

    @GetMapping
    @Operation(summary = "Say who answers")
    @ApiResponse(responseCode = "200", description = "Name and extensions")
    Server server() {
        return new Server("descent", "1", List.of());
    }

    @GetMapping("/health/live")
    @Operation(summary = "Whether the service lives")
    @ApiResponse(responseCode = "200", description = "It does")
    Map<String, Boolean> live() {
        return Map.of("live", true);
    }

    @GetMapping("/health/ready")
    @Operation(summary = "Whether the service takes requests")
    @ApiResponse(responseCode = "200", description = "It does")
    @ApiResponse(responseCode = "503", description = "Not at the moment")
    ResponseEntity<Map<String, Boolean>> ready() {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        return ResponseEntity.status(ready ? 200 : 503).body(Map.of("ready", ready));
    }

    @GetMapping({"/models/{name}", "/models/{name}/versions/{version}"})
    @Operation(summary = "Describe a deployed model", description = "One input for each column that the model reads; a single input with all of them, [rows, columns], is taken as well.")
    @ApiResponse(responseCode = "200", description = "Versions, inputs and outputs")
    @ApiResponse(responseCode = "404", description = "There is no such deployment or version", content = @Content(schema = @Schema(implementation = Failure.class)))
    Metadata model(@PathVariable String name, @PathVariable(required = false) String version) {
        var model = names.choose(name, number(version)).describe();
        var versions = deployments.find(name).versions().stream().map(each -> String.valueOf(each.version())).toList();
        return new Metadata(name, version == null ? versions : List.of(version), "descent", inputs(model), outputs(model));
    }

    @GetMapping({"/models/{name}/ready", "/models/{name}/versions/{version}/ready"})
    @Operation(summary = "Whether a deployed model answers")
    @ApiResponse(responseCode = "200", description = "It does")
    @ApiResponse(responseCode = "404", description = "There is no such deployment or version", content = @Content(schema = @Schema(implementation = Failure.class)))
    Map<String, Object> ready(@PathVariable String name, @PathVariable(required = false) String version) {
        names.choose(name, number(version));
        return Map.of("name", name, "ready", true);
    }

    @PostMapping(path = {"/models/{name}/infer", "/models/{name}/versions/{version}/infer"}, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Predict by a deployed model",
            description = "Raw columns go in, preprocessing happens inside. A classifier gives label and probabilities, in the order of its classes, any other model values.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = InferRequest.class))))
    @ApiResponse(responseCode = "200", description = "Tensors")
    @ApiResponse(responseCode = "400", description = "Shapes and data do not fit together", content = @Content(schema = @Schema(implementation = Failure.class)))
    @ApiResponse(responseCode = "404", description = "There is no such deployment or version", content = @Content(schema = @Schema(implementation = Failure.class)))
    @ApiResponse(responseCode = "413", description = "More rows or bytes than are predicted at a time", content = @Content(schema = @Schema(implementation = Failure.class)))
    InferAnswer infer(@PathVariable String name, @PathVariable(required = false) String version, @Parameter(hidden = true) HttpServletRequest http) throws IOException {
        var chosen = names.choose(name, number(version));
        var request = json.read(http.getInputStream().readNBytes((int) json.maxBytes(InferRequest.class) + 1), InferRequest.class);
        var rows = new InferRows(chosen.describe(), limits.predictionRows()).of(request);
        return InferAnswer.of(chosen.served(), chosen.run(), request, chosen.predict(rows));
    }

    @ExceptionHandler
    ResponseEntity<Failure> refused(Problem problem) {
        var errors = problem.errors().stream().map(error -> error.pointer() + " " + error.detail()).collect(Collectors.joining("; "));
        int status = problem.code().status() == 422 ? 400 : problem.code().status();
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(new Failure(errors.isEmpty() ? problem.getMessage() : errors));
    }

    private static Integer number(String version) {
        if (version == null) {
            return null;
        }
        if (!version.matches("[0-9]{1,9}")) {
            throw new Problem(ProblemCode.NOT_FOUND, "There is no version \"" + version + "\"");
        }
        return Integer.valueOf(version);
    }

    private static List<Tensor> inputs(ModelInterface model) {
        return model.inputs().stream().map(input -> new Tensor(input.name(), input.numeric() ? "FP64" : "BYTES", List.of(-1, 1))).toList();
    }

    private static List<Tensor> outputs(ModelInterface model) {
        var outputs = new ArrayList<Tensor>();
        if (!model.classes().isEmpty()) {
            outputs.add(new Tensor(InferAnswer.LABEL, "BYTES", List.of(-1)));
        }
        outputs.add(new Tensor(model.classes().isEmpty() ? InferAnswer.VALUES : InferAnswer.PROBABILITIES, "FP64", List.of(-1, model.targets())));
        return outputs;
    }
}
