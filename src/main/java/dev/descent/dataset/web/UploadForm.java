package dev.descent.dataset.web;

import dev.descent.dataset.format.ReadOptions;
import io.swagger.v3.oas.annotations.media.Schema;

/** The parts of an upload, as the contract shows them; {@link UploadRequest} reads them. */
@Schema(name = "DatasetUpload", example = "{\"options\":{\"delimiter\":\",\",\"header\":true}}")
record UploadForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED, description = "CSV, TSV or JSON Lines in UTF-8, Parquet, NPY or IDX, each plain or gzipped; or PNG, JPEG or WAV, as one part each where there are more") String file,
        @Schema(type = "string", format = "binary", description = "The column label: NPY or IDX with one number for each row of such a file; of pictures and sounds a JSON array in their order, or an object by file name") String labels,
        @Schema(description = "Unique; by default the file's own name") String name,
        @Schema(description = "How to read the file; what is left out is guessed") ReadOptions options) {}
