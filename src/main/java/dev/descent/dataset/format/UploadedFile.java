package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;

/** Recognizes what an uploaded file is by its content. */
public final class UploadedFile {

    private UploadedFile() {}

    /** @throws Problem if it is empty, or something else than Parquet, or delimited text or JSON Lines, these also gzipped */
    public static RowSource read(Upload upload, ReadOptions options, SizeLimits limits) {
        if (Magic.isParquet(upload)) {
            return new ParquetSource(upload, options, limits);
        }
        var text = new UploadedText(upload, limits);
        var sample = text.start(DialectGuess.SAMPLE_CHARS);
        if (sample.isBlank()) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "The file is empty");
        }
        return JsonLinesSource.looksLike(sample) ? new JsonLinesSource(text, options, limits) : new CsvSource(text, sample, options, limits);
    }
}
