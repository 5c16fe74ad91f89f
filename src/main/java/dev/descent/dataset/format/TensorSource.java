package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of an NPY or IDX file: the first axis counts them, and what is left becomes the columns x1, x2, … in row-major order. */
final class TensorSource implements RowSource {

    private final Upload upload;
    private final SizeLimits limits;
    private final Set<String> nullValues;
    private final TensorHeader header;

    TensorSource(Upload upload, ReadOptions options, SizeLimits limits) {
        limits.checkBytes(upload.bytes());
        this.upload = upload;
        this.limits = limits;
        this.nullValues = options.nullValues() == null ? Set.of() : Set.copyOf(options.nullValues());
        try (var in = open()) {
            this.header = TensorHeader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        limits.checkColumns(header.columns());
        limits.checkRows(header.rows(), (int) header.columns());
        if (header.rows() == 0 || header.columns() == 0) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "The file holds an array of " + header.dims() + ", without a number");
        }
    }

    TensorHeader header() {
        return header;
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        int columns = (int) header.columns();
        var row = ByteBuffer.allocate(columns * header.type().bytes).order(header.order());
        try (var in = open()) {
            in.skipNBytes(header.bytes());
            boolean goOn = true;
            for (long number = 1; goOn && number <= header.rows(); number++) {
                if (in.readNBytes(row.array(), 0, row.capacity()) < row.capacity()) {
                    throw TensorHeader.damaged("ends in row " + number + " of " + header.rows());
                }
                for (int column = 0; column < columns; column++) {
                    number(sink, column, header.type().read(row, column * header.type().bytes));
                }
                goOn = sink.endRow(number);
            }
            if (goOn && in.read() >= 0) {
                throw TensorHeader.damaged("goes on behind the " + header.rows() + " rows that it announces");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is not finite is missing or refused, as in any other file. */
    void number(RowSink sink, int column, double value) {
        if (Double.isFinite(value)) {
            sink.number(column, value);
        } else if (!nullValues.contains(Double.toString(value))) {
            var text = Double.toString(value).toCharArray();
            sink.raw(column, text, 0, text.length);
        }
    }

    private InputStream open() throws IOException {
        var raw = new BufferedInputStream(upload.open());
        raw.mark(2);
        boolean gzip = Magic.isGzip(raw.readNBytes(2));
        raw.reset();
        return gzip ? new BufferedInputStream(new GunzipStream(raw, limits)) : raw;
    }

    @Override
    public List<String> columns() {
        return IntStream.rangeClosed(1, (int) header.columns()).mapToObj(i -> "x" + i).toList();
    }

    @Override
    public Dialect dialect() {
        return new Dialect(header.format(), null, null);
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
}
