package dev.descent.dataset.web;

import dev.descent.dataset.DatasetImport;
import dev.descent.dataset.DatasetRequest;
import dev.descent.dataset.Preview;
import dev.descent.dataset.format.SizeLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping("/api/v1/dataset-previews")
@Tag(name = "Datasets")
class DatasetPreviewController {

    private final DatasetImport imports;
    private final Uploads uploads;
    private final SizeLimits limits;

    DatasetPreviewController(DatasetImport imports, Uploads uploads, SizeLimits limits) {
        this.imports = imports;
        this.uploads = uploads;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "See what a dataset would become, without storing it",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = DatasetRequest.class))))
    @ApiResponse(responseCode = "200", description = "Dialect, types with their evidence, first rows, rejected rows")
    @ApiResponse(responseCode = "422", description = "Not even a preview can be made")
    Preview preview(@RequestBody DatasetRequest body) {
        return imports.preview(body.toNewDataset(limits));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "See what a dataset would become, without storing it",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = UploadForm.class))))
    @ApiResponse(responseCode = "200", description = "Dialect, types with their evidence, first rows, rejected rows")
    @ApiResponse(responseCode = "400", description = "The parts are not file, name and options")
    @ApiResponse(responseCode = "413", description = "Too large, packed or unpacked")
    @ApiResponse(responseCode = "415", description = "Not a text in UTF-8, or an archive")
    @ApiResponse(responseCode = "422", description = "Not even a preview can be made")
    Preview previewUpload(@Parameter(hidden = true) MultipartHttpServletRequest request) {
        return uploads.read(UploadRequest.of(request), imports::preview);
    }
}
