package dev.descent.explain.web;

import dev.descent.explain.GradientDrawing;
import dev.descent.explain.GradientRequest;
import dev.descent.explain.GradientView;
import dev.descent.explain.MinimizationRequest;
import dev.descent.explain.MinimizationView;
import dev.descent.explain.TraceRequest;
import dev.descent.explain.TraceView;
import dev.descent.support.web.DiagramTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Explanations", description = "Formulas and single steps of training, with every number on the way; nothing is stored")
class ExplainController {

    private static final String CHAIN_RULE = """
            {"formula":"(x+y)*z","at":{"x":-2,"y":5,"z":-4}}""";
    private static final String PARABOLA = """
            {"formula":"x^2","start":{"x":5},"optimizer":{"type":"gd","learningRate":0.1},"maxSteps":1000,"tolerance":1e-6}""";
    private static final String ROSENBROCK = """
            {"formula":"(1 - x)^2 + 100*(y - x^2)^2","start":{"x":-1.2,"y":1},"optimizer":{"type":"adam","learningRate":0.05},"maxSteps":20000}""";
    private static final String LECTURE = """
            {"model":{"layers":[
              {"type":"dense","name":"hidden","units":2,"activation":"relu","weights":{"weight":[[0,2],[-4,-1]],"bias":[3,1]}},
              {"type":"dense","name":"output","units":1,"weights":{"weight":[[-2,0]],"bias":[6]}}]},
             "row":{"x1":2,"x2":1},"target":{"y1":5},"loss":{"type":"sse"},"optimizer":{"type":"sgd","learningRate":0.001}}""";

    @PostMapping(path = "/gradients", consumes = MediaType.APPLICATION_JSON_VALUE, produces = {MediaType.APPLICATION_JSON_VALUE, DiagramTypes.MERMAID, DiagramTypes.SVG})
    @Operation(summary = "Differentiate a formula",
            description = "Its computation graph forwards and backwards, in double precision, with the local gradient on every arrow: "
                    + "as JSON, as a Mermaid flowchart or as an SVG picture, as Accept says. Where a minimum or maximum is of equal numbers each is given half of the gradient.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = GradientRequest.class),
                    examples = @ExampleObject(name = "chainRule", summary = "The chain rule", value = CHAIN_RULE))))
    @ApiResponse(responseCode = "200", description = "Value, gradients and every node between", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = GradientView.class)),
        @Content(mediaType = DiagramTypes.MERMAID, schema = @Schema(type = "string")), @Content(mediaType = DiagramTypes.SVG, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "422", description = "The formula cannot be read (with the position), or the point does not fit it")
    ResponseEntity<?> gradients(@RequestBody GradientRequest body,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) String accept) {
        var view = body.answer();
        var type = DiagramTypes.chosen(accept, MediaType.APPLICATION_JSON, DiagramTypes.MERMAID_TYPE, DiagramTypes.SVG_TYPE);
        return type == MediaType.APPLICATION_JSON ? ResponseEntity.ok().contentType(type).body(view) : DiagramTypes.drawn(GradientDrawing.of(view), type);
    }

    @PostMapping(path = "/minimizations", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Minimize a formula",
            description = "Any optimizer, in double precision, from a start until the norm of the gradient is within the tolerance, a number is not finite, or the steps are used up. "
                    + "The path is whole up to 1000 points; of a longer one every second point is left out, as often as it takes.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = MinimizationRequest.class), examples = {
                        @ExampleObject(name = "parabola", summary = "Gradient descent on a parabola", value = PARABOLA),
                        @ExampleObject(name = "rosenbrock", summary = "A narrow valley", value = ROSENBROCK)})))
    @ApiResponse(responseCode = "200", description = "Where it ended and how it came there")
    @ApiResponse(responseCode = "422", description = "The formula cannot be read (with the position), the start does not fit it, or it would take too long")
    MinimizationView minimize(@RequestBody MinimizationRequest body) {
        return body.answer();
    }

    @PostMapping(path = "/traces", consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Open up one step of training",
            description = "A single row through any network or formula, by the engine that trains: every layer's output and gradient, every parameter before and after the update.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = TraceRequest.class),
                    examples = @ExampleObject(name = "lecture", summary = "Two inputs, two hidden units, one output", value = LECTURE))))
    @ApiResponse(responseCode = "200", description = "All numbers of the step")
    @ApiResponse(responseCode = "422", description = "The model cannot be built, or row, target and loss do not fit it: every place is named")
    TraceView trace(@RequestBody TraceRequest body) {
        return body.answer();
    }
}
