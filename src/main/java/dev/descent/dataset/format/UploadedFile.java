package dev.descent.dataset.format;

import dev.descent.dataset.media.Medium;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Recognizes what an uploaded file is by its content. */
public final class UploadedFile {

    private UploadedFile() {}

    /** A file without labels of its own. */
    public static RowSource read(Upload upload, ReadOptions options, SizeLimits limits) {
        return read(upload, null, options, limits);
    }

    /**
     * @param labels of the rows of a tensor; null where none were sent
     * @throws Problem if it is empty, or none of Parquet, NPY, IDX, delimited text or JSON Lines, all but the first also gzipped
     */
    public static RowSource read(Upload upload, Upload labels, ReadOptions options, SizeLimits limits) {
        if (Magic.isTensor(upload, limits)) {
            var tensor = new TensorSource(upload, options, limits);
            return labels == null ? tensor : new LabelledSource(tensor, labels(labels, options, limits));
        }
        if (labels != null) {
            throw new Problem(ProblemCode.INVALID_MULTIPART, "The part \"labels\" belongs to an NPY or IDX file; of a table it is a column");
        }
        if (Magic.isParquet(upload)) {
            return new ParquetSource(upload, options, limits);
        }
        var text = new UploadedText(upload, limits);
        var sample = text.start(DialectGuess.SAMPLE_CHARS);
        if (sample.isBlank()) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "The file is empty");
        }
        if (!JsonLinesSource.looksLike(sample)) {
            return new CsvSource(text, sample, options, limits);
        }
        var embedded = EmbeddedMediaSource.of(text, options, limits);
        return embedded != null ? embedded : new JsonLinesSource(text, options, limits);
    }

    /** Whether these first bytes are those of a picture or a sound, of which several may come together. */
    public static boolean isMedium(Upload upload) {
        return medium(upload, ReadOptions.none()) != null;
    }

    /**
     * Several pictures, or several sounds.
     *
     * @param labels one for each, texts or numbers; null without
     * @throws Problem if the first one is neither
     */
    public static RowSource read(List<MediaFile> files, List<Object> labels, ReadOptions options, SizeLimits limits) {
        return new MediaSource(files, labels, medium(files.getFirst().upload(), options), limits);
    }

    private static Medium medium(Upload upload, ReadOptions options) {
        try (var in = upload.open()) {
            return MediaOptions.of(in.readNBytes(Magic.BYTES), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TensorSource labels(Upload labels, ReadOptions options, SizeLimits limits) {
        if (!Magic.isTensor(labels, limits)) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The part \"labels\" must be an NPY or IDX file as well, with one number for each row");
        }
        return new TensorSource(labels, options, limits);
    }
}
