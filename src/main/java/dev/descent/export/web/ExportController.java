package dev.descent.export.web;

import dev.descent.export.ExportFormat;
import dev.descent.export.Exports;
import dev.descent.run.CheckpointChoice;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}/checkpoints/{which}/export")
@Tag(name = "Predictions")
class ExportController {

    static final String CHECK = "Export-Check";

    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    @GetMapping(produces = {MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Take a model away as a file",
            description = "With preprocessing, labels and column names inside. The file is read again before it is handed out and has to answer as the service does: with equal bits in JSON and safetensors, "
                    + "within 1e-5 in ONNX where something that runs ONNX is installed. The header " + CHECK + " says what was done. "
                    + "ONNX (opset 17, any number of rows) reads each feature as a column of float64 or string, and gives label and probabilities, or values in the targets' own units.")
    @ApiResponse(responseCode = "200", description = "The file", headers = @Header(name = CHECK, description = "How it was checked", schema = @Schema(type = "string")),
            content = {@Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))})
    @ApiResponse(responseCode = "400", description = "There is no such format")
    @ApiResponse(responseCode = "404", description = "There is no such run or epoch")
    @ApiResponse(responseCode = "409", description = "There is no such checkpoint yet, or the file answers something else")
    @ApiResponse(responseCode = "422", description = "The file would need more memory than is free")
    ResponseEntity<byte[]> export(@PathVariable String id, @Parameter(description = "best, latest or an epoch", example = "best") @PathVariable String which,
            @Parameter(description = "What the file is to be", schema = @Schema(allowableValues = {"safetensors", "onnx", "json"})) @RequestParam String format) {
        var wanted = ExportFormat.of(format).orElseThrow(() -> new Problem(ProblemCode.INVALID_PARAMETER, "format must be safetensors, onnx or json"));
        var file = exports.export(id, choice(which), wanted);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(wanted.mediaType())).header(CHECK, file.check())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build().toString())
                .body(file.content());
    }

    private static CheckpointChoice choice(String which) {
        try {
            return CheckpointChoice.of(which);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemCode.INVALID_ID, "A checkpoint is named best, latest or by the number of an epoch");
        }
    }
}
