package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rows of a Parquet file with flat columns. Its types are believed: numbers and decimals are numbers; texts, truth values, dates and times are words. */
final class ParquetSource implements RowSource {

    private static final Set<CompressionCodec> CODECS = EnumSet.of(CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP,
            CompressionCodec.ZSTD, CompressionCodec.LZ4, CompressionCodec.LZ4_RAW);

    private final Upload upload;
    private final SizeLimits limits;
    private final Set<String> nullValues;
    private final List<ColumnSchema> schema;

    ParquetSource(Upload upload, ReadOptions options, SizeLimits limits) {
        limits.checkBytes(upload.bytes());
        this.upload = upload;
        this.limits = limits;
        this.nullValues = options.nullValues() == null ? Set.of() : Set.copyOf(options.nullValues());
        this.schema = schema();
    }

    @Override
    public List<String> columns() {
        return schema.stream().map(ColumnSchema::name).toList();
    }

    @Override
    public Dialect dialect() {
        return new Dialect("parquet", null, null);
    }

    @Override
    public String pointer(long row, int column) {
        return "/file/row/" + row;
    }

    @Override
    public String headerPointer(int column) {
        return "/file/column/" + (column + 1);
    }

    @Override
    public String place(long row) {
        return "row " + row;
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        try (var context = HardwoodContext.create(1); var reader = undamaged(() -> ParquetFileReader.open(new ParquetFile(upload), context)); var rows = undamaged(reader::rowReader)) {
            feed(rows, sink, problems);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void feed(RowReader rows, RowSink sink, RowProblems problems) {
        var cells = schema.stream().map(ParquetCell::of).toArray(ParquetCell[]::new);
        boolean goOn = true;
        for (long row = 1; goOn && undamaged(() -> next(rows, cells)); row++) {
            for (int c = 0; c < cells.length; c++) {
                if (cells[c].isNumber()) {
                    sink.number(c, cells[c].number());
                } else if (cells[c].word() != null) {
                    word(c, cells[c].word(), row, sink, problems);
                }
            }
            goOn = sink.endRow(row);
        }
    }

    private static boolean next(RowReader rows, ParquetCell[] cells) {
        if (!rows.hasNext()) {
            return false;
        }
        rows.next();
        for (var cell : cells) {
            cell.read(rows);
        }
        return true;
    }

    private void word(int column, String word, long row, RowSink sink, RowProblems problems) {
        if (word.length() > limits.fieldChars()) {
            problems.add(pointer(row, column), ProblemCode.CSV_FIELD_TOO_LONG, place(row) + ": column \"" + schema.get(column).name() + "\" has more than " + limits.fieldChars() + " characters");
        } else if (!nullValues.contains(word)) {
            if (isFloating(schema.get(column))) {
                sink.raw(column, word.toCharArray(), 0, word.length());
            } else {
                sink.text(column, word);
            }
        }
    }

    private static boolean isFloating(ColumnSchema column) {
        return column.type() == PhysicalType.FLOAT || column.type() == PhysicalType.DOUBLE || column.logicalType() instanceof LogicalType.Float16Type;
    }

    private List<ColumnSchema> schema() {
        try (var context = HardwoodContext.create(1); var reader = undamaged(() -> ParquetFileReader.open(new ParquetFile(upload), context))) {
            return undamaged(() -> checked(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ColumnSchema> checked(ParquetFileReader reader) throws IOException {
        var columns = List.copyOf(reader.getFileSchema().getColumns());
        limits.checkColumns(columns.size());
        columns.forEach(ParquetSource::checkFlat);
        columns.forEach(ParquetCell::of);
        limits.checkRows(reader.getFileMetaData().numRows(), columns.size());
        checkCodecs(reader.getFileMetaData());
        new ParquetPages(upload, limits).check(reader.getFileMetaData());
        return columns;
    }

    private static void checkFlat(ColumnSchema column) {
        if (column.maxRepetitionLevel() > 0 || column.fieldPath().elements().size() > 1) {
            throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "Column \"" + column.fieldPath() + "\" is nested; only flat columns are read");
        }
    }

    private static void checkCodecs(FileMetaData file) {
        for (var group : file.rowGroups()) {
            for (var chunk : group.columns()) {
                if (!CODECS.contains(chunk.metaData().codec())) {
                    throw new Problem(ProblemCode.UNSUPPORTED_FORMAT, "The Parquet file is compressed by " + chunk.metaData().codec() + "; Snappy, gzip, Zstandard and LZ4 are read");
                }
            }
        }
    }

    private interface Reading<T> {
        T now() throws IOException;
    }

    /** Whatever the library fails at is the file's fault: it is given nothing else. */
    private static <T> T undamaged(Reading<T> reading) {
        try {
            return reading.now();
        } catch (Problem refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            throw new Problem(ProblemCode.CORRUPT_ARCHIVE, "The Parquet file is damaged or cut off: it cannot be read to its end");
        }
    }
}
