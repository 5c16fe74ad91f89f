package dev.descent.dataset.web;

import dev.descent.dataset.DatasetImport;
import dev.descent.dataset.DatasetRequest;
import dev.descent.dataset.DatasetView;
import dev.descent.dataset.Datasets;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.support.Page;
import dev.descent.support.Paging;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.support.web.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets", description = "Immutable tables of typed columns, from files, rows or generators")
class DatasetController {

    private static final String CSV = "text/csv";

    private final Datasets datasets;
    private final DatasetImport imports;
    private final Idempotency idempotency;
    private final Uploads uploads;
    private final SizeLimits limits;

    DatasetController(Datasets datasets, DatasetImport imports, Idempotency idempotency, Uploads uploads, SizeLimits limits) {
        this.datasets = datasets;
        this.imports = imports;
        this.idempotency = idempotency;
        this.uploads = uploads;
        this.limits = limits;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a dataset from rows or a generator, or upload a file",
            description = "Columns are numeric where every value is a number, else categorical. A body with a bad row is refused whole.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = DatasetRequest.class))))
    @ApiResponse(responseCode = "201", description = "Stored; Location names it")
    @ApiResponse(responseCode = "409", description = "The name is taken")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "422", description = "Bad rows or fields, all of them named")
    ResponseEntity<DatasetView> create(@RequestBody DatasetRequest body, @Parameter(hidden = true) HttpServletRequest request) {
        return idempotency.once(request, Idempotency.bodyHash(request), () -> imports.store(body.toNewDataset(limits)), this::published);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create a dataset from rows or a generator, or upload a file",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = UploadForm.class))))
    @ApiResponse(responseCode = "201", description = "Stored; Location names it")
    @ApiResponse(responseCode = "400", description = "The parts are not file, name and options")
    @ApiResponse(responseCode = "409", description = "The name is taken")
    @ApiResponse(responseCode = "413", description = "Too large, packed or unpacked")
    @ApiResponse(responseCode = "415", description = "Not a text in UTF-8, or an archive")
    @ApiResponse(responseCode = "422", description = "Bad lines, the first of them named")
    ResponseEntity<DatasetView> upload(@Parameter(hidden = true) MultipartHttpServletRequest request) {
        var upload = UploadRequest.of(request);
        var hash = request.getHeader(Idempotency.HEADER) == null ? "" : upload.contentHash();
        return idempotency.once(request, hash, () -> uploads.read(upload, imports::store), this::published);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List datasets, newest first")
    Page<DatasetView> list(Paging paging) {
        return paging.page(datasets.list(paging.afterId("ds_"), paging.fetch()), DatasetView::id);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Show a dataset: columns, statistics, digest")
    @ApiResponse(responseCode = "200", description = "The dataset")
    @ApiResponse(responseCode = "404", description = "There is none")
    DatasetView one(@PathVariable String id) {
        return datasets.find(id);
    }

    @GetMapping(path = "/{id}/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Look at rows")
    @ApiResponse(responseCode = "200", description = "Rows by column name; missing values are null")
    @ApiResponse(responseCode = "404", description = "There is no such dataset")
    RowsPage rows(@PathVariable String id, @RequestParam(defaultValue = "0") long offset, @RequestParam(defaultValue = "50") int limit) {
        if (offset < 0) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "offset must be at least 0 (was " + offset + ")");
        }
        var page = new Paging(limit, null);
        return new RowsPage(datasets.rows(id, offset, page.limit()), offset, datasets.find(id).rows());
    }

    @GetMapping(path = "/{id}/content", produces = CSV)
    @Operation(summary = "Get everything back as CSV", description = "A text that a spreadsheet would take for a formula gets a leading apostrophe.")
    @ApiResponse(responseCode = "200", description = "UTF-8, comma, one header line", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "There is no such dataset")
    void content(@PathVariable String id, @Parameter(hidden = true) HttpServletResponse response) throws IOException {
        var dataset = datasets.find(id);
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(dataset.name() + ".csv", StandardCharsets.UTF_8).build().toString());
        datasets.content(dataset.id(), response.getOutputStream());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a dataset")
    @ApiResponse(responseCode = "204", description = "Gone")
    @ApiResponse(responseCode = "404", description = "There is none")
    @ApiResponse(responseCode = "409", description = "A queued, running or paused run uses it")
    void delete(@PathVariable String id) {
        datasets.delete(id);
    }

    private ResponseEntity<DatasetView> published(DatasetImport.Unpublished stored) {
        var dataset = imports.publish(stored);
        return ResponseEntity.created(URI.create("/api/v1/datasets/" + dataset.id())).body(dataset);
    }
}
