package dev.descent.model.web;

import dev.descent.model.ModelView;
import dev.descent.model.Models;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.web.DiagramTypes;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models", description = "Networks and formulas to be trained")
class ModelController {

    private static final String CLASSIFIER = """
            {"inputShape":[4],"layers":[{"type":"dense","name":"hidden","units":16,"activation":"relu"},
             {"type":"dropout","rate":0.2},{"type":"dense","name":"out","units":3}]}""";
    private static final String RESIDUAL = """
            {"layers":[{"type":"dense","name":"a","units":8,"activation":"tanh"},{"type":"dense","name":"b","units":8,"activation":"tanh"},
             {"type":"add","inputs":["a","b"]},{"type":"dense"}]}""";
    private static final String CUBIC = """
            {"formula":"w1*x^3 + w2*x^2 + w3*x + w4","parameters":{"w1":-9,"w2":2,"w3":1,"w4":30}}""";

    private final Models models;
    private final Idempotency idempotency;

    ModelController(Models models, Idempotency idempotency) {
        this.models = models;
        this.idempotency = idempotency;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a model",
            description = "A directed acyclic graph of layers; each reads the one before it unless it names its inputs. "
                    + "Units of the last dense layer may be left to the target, and without layers it is one linear layer. "
                    + "Or a formula: an expression of numbers, names, + - * / ^, parentheses and exp log sin cos tanh sigmoid relu softplus abs sqrt min max, "
                    + "whose parameters are fitted and whose other names are columns (one of odd letters stands between backticks).",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = ModelRequest.class), examples = {
                        @ExampleObject(name = "classifier", summary = "Four features, three classes", value = CLASSIFIER),
                        @ExampleObject(name = "residual", summary = "With a connection around a layer", value = RESIDUAL),
                        @ExampleObject(name = "cubic", summary = "A formula with four parameters", value = CUBIC)})))
    @ApiResponse(responseCode = "201", description = "Checked and stored, shown with its defaults; Location names it")
    @ApiResponse(responseCode = "409", description = "The name is taken")
    @ApiResponse(responseCode = "422", description = "Unknown fields, or a network that cannot be built: every place is named")
    ResponseEntity<ModelView> create(@RequestBody ModelRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        return idempotency.once(request, () -> created(models.create(body.toNewModel())));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List models, newest first")
    Page<ModelView> list(Paging paging) {
        return models.list(paging);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Show a model by id or name")
    @ApiResponse(responseCode = "200", description = "The model with its defaults written out")
    @ApiResponse(responseCode = "404", description = "There is none")
    ModelView one(@PathVariable String id) {
        return models.find(id);
    }

    @GetMapping(path = "/{id}/graph", produces = {DiagramTypes.MERMAID, DiagramTypes.SVG})
    @Operation(summary = "Draw a model", description = "The layers with their settings, tensors and shapes, or the operations of a formula: "
            + "as a Mermaid flowchart, which many Markdown viewers show, or as an SVG picture, as Accept says.")
    @ApiResponse(responseCode = "200", description = "The drawing", content = {
        @Content(mediaType = DiagramTypes.MERMAID, schema = @Schema(type = "string")), @Content(mediaType = DiagramTypes.SVG, schema = @Schema(type = "string"))})
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(responseCode = "406", description = "Offered as text/vnd.mermaid and image/svg+xml only")
    ResponseEntity<String> graph(@PathVariable String id, @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) String accept) {
        return DiagramTypes.drawn(models.graph(id), DiagramTypes.chosen(accept, DiagramTypes.MERMAID_TYPE, DiagramTypes.SVG_TYPE));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a model", description = "Runs keep a copy of what they train, so none is affected.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "404", description = "There is none")
    void delete(@PathVariable String id) {
        models.delete(id);
    }

    private static ResponseEntity<ModelView> created(ModelView model) {
        return ResponseEntity.created(URI.create("/api/v1/models/" + model.id())).body(model);
    }
}
