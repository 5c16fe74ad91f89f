package dev.descent.dataset.format;

import dev.descent.dataset.media.DamagedException;
import dev.descent.dataset.media.Medium;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A row for each of several pictures or sounds: its numbers as x1, x2, …, then the label where there are labels. */
final class MediaSource implements RowSource {

    /** The largest picture or sound. */
    static final int MOST_BYTES = 32 << 20;

    private final List<MediaFile> files;
    /** One for each file, texts or numbers; null without. */
    private final List<Object> labels;
    private final Medium.Reading reading;
    private final String format;

    /** @throws Problem if the first file cannot be read, or the rows are too large */
    MediaSource(List<MediaFile> files, List<Object> labels, Medium medium, SizeLimits limits) {
        this.files = files;
        this.labels = labels;
        this.format = MediaOptions.nameOf(medium);
        limits.checkBytes(files.stream().mapToLong(file -> file.upload().bytes()).sum());
        try {
            this.reading = medium.like(content(files.getFirst()));
        } catch (DamagedException e) {
            throw new Problem(ProblemCode.INVALID_CELL, place(1) + " " + e.getMessage());
        }
        limits.checkColumns(reading.numbers() + (labels == null ? 0 : 1));
        limits.checkRows(files.size(), columns().size());
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        boolean goOn = true;
        for (int i = 0; goOn && i < files.size(); i++) {
            try {
                double[] numbers = reading.read().apply(content(files.get(i)));
                for (int column = 0; column < numbers.length; column++) {
                    sink.number(column, numbers[column]);
                }
            } catch (DamagedException e) {
                problems.add(pointer(i + 1L, 0), ProblemCode.INVALID_CELL, place(i + 1L) + " " + e.getMessage());
            }
            if (labels != null) {
                label(sink, (int) reading.numbers(), labels.get(i));
            }
            goOn = sink.endRow(i + 1L);
        }
    }

    private static void label(RowSink sink, int column, Object label) {
        switch (label) {
            case Double number -> sink.number(column, number);
            case String text -> sink.text(column, text);
            default -> throw new IllegalStateException("A label is a number or a text");
        }
    }

    private static byte[] content(MediaFile file) {
        if (file.upload().bytes() > MOST_BYTES) {
            throw new DamagedException("has " + file.upload().bytes() + " bytes; at most " + MOST_BYTES + " are decoded");
        }
        try (var in = file.upload().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> columns() {
        var columns = new ArrayList<>(IntStream.rangeClosed(1, (int) reading.numbers()).mapToObj(i -> "x" + i).toList());
        if (labels != null) {
            columns.add("label");
        }
        return columns;
    }

    @Override
    public Dialect dialect() {
        return new Dialect(format, null, null);
    }

    @Override
    public String pointer(long row, int column) {
        return "/file/" + (row - 1);
    }

    @Override
    public String headerPointer(int column) {
        return "/file";
    }

    @Override
    public String place(long row) {
        return "file " + row + " (" + files.get((int) row - 1).name() + ")";
    }
}
