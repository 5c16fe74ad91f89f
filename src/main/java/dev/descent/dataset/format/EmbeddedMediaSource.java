package dev.descent.dataset.format;

import dev.descent.dataset.media.DamagedException;
import dev.descent.dataset.media.Medium;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** JSON Lines whose member {@code image} or {@code sound} is a file in base64: its numbers come first, as x1, x2, …, the other members after them. */
final class EmbeddedMediaSource implements RowSource {

    /** Of a file of {@link MediaSource#MOST_BYTES}. */
    static final int MOST_CHARACTERS = MediaSource.MOST_BYTES / 3 * 4 + 4;

    private static final List<String> MEMBERS = List.of("image", "sound");
    /** Characters, a multiple of 4, that tell what a file is. */
    private static final int START = 64;

    private final JsonLinesSource lines;
    private final String member;
    private final Medium.Reading reading;
    private final SizeLimits limits;
    /** Of the member among those of the lines. */
    private final int position;

    private EmbeddedMediaSource(JsonLinesSource lines, String member, int position, Medium.Reading reading, SizeLimits limits) {
        this.lines = lines;
        this.member = member;
        this.position = position;
        this.reading = reading;
        this.limits = limits;
        limits.checkColumns(reading.numbers());
    }

    /** @return null where no member of the first line is a picture or a sound */
    static EmbeddedMediaSource of(UploadedText text, ReadOptions options, SizeLimits limits) {
        var lines = new JsonLinesSource(text, options, limits, MOST_CHARACTERS);
        var first = new FirstLine();
        lines.read(first, new RowProblems());
        var columns = lines.columns();
        for (int i = 0; i < columns.size(); i++) {
            var given = i < first.texts.size() ? first.texts.get(i) : null;
            var medium = MEMBERS.contains(columns.get(i)) && given != null ? medium(given, options) : null;
            if (medium != null) {
                try {
                    return new EmbeddedMediaSource(lines, columns.get(i), i, medium.like(decode(given)), limits);
                } catch (DamagedException e) {
                    throw new Problem(ProblemCode.INVALID_CELL, "line 1: \"" + columns.get(i) + "\" " + e.getMessage());
                }
            }
        }
        return null;
    }

    /** Null for a text that is just a text. */
    private static Medium medium(String given, ReadOptions options) {
        try {
            return MediaOptions.of(decode(given.length() < START ? given : given.substring(0, given.indexOf(',') + 1 + START)), options);
        } catch (DamagedException | StringIndexOutOfBoundsException e) {
            return null;
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text);
        } catch (IllegalArgumentException e) {
            throw new DamagedException("is not base64");
        }
    }

    private static final class FirstLine implements RowSink {

        final List<String> texts = new ArrayList<>();

        @Override
        public void number(int column, double value) {
            text(column, null);
        }

        @Override
        public void text(int column, String value) {
            while (texts.size() <= column) {
                texts.add(null);
            }
            texts.set(column, value);
        }

        @Override
        public void raw(int column, char[] buffer, int offset, int length) {
            text(column, new String(buffer, offset, length));
        }

        @Override
        public boolean endRow(long line) {
            return false;
        }
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        lines.read(new RowSink() {
            private String file;
            private boolean tooLong;

            @Override
            public void number(int column, double value) {
                if (column == position) {
                    file = "";
                } else {
                    sink.number(moved(column), value);
                }
            }

            @Override
            public void text(int column, String value) {
                if (column == position) {
                    file = value;
                } else if (value.length() > limits.fieldChars()) {
                    tooLong = true;
                } else {
                    sink.text(moved(column), value);
                }
            }

            @Override
            public void raw(int column, char[] buffer, int offset, int length) {
                text(column, new String(buffer, offset, length));
            }

            @Override
            public boolean endRow(long line) {
                if (tooLong) {
                    problems.add(pointer(line, 0), ProblemCode.CSV_FIELD_TOO_LONG, "line " + line + ": a text has more than " + limits.fieldChars() + " characters");
                    tooLong = false;
                }
                try {
                    if (file == null) {
                        throw new DamagedException("is missing");
                    }
                    double[] numbers = reading.read().apply(decode(file));
                    for (int i = 0; i < numbers.length; i++) {
                        sink.number(i, numbers[i]);
                    }
                } catch (DamagedException e) {
                    problems.add(pointer(line, 0), ProblemCode.INVALID_CELL, "line " + line + ": \"" + member + "\" " + e.getMessage());
                }
                file = null;
                return sink.endRow(line);
            }
        }, problems);
    }

    private int moved(int column) {
        int moved = (int) reading.numbers() + column - (column > position ? 1 : 0);
        limits.checkColumns(moved + 1L);
        return moved;
    }

    @Override
    public List<String> columns() {
        var columns = new ArrayList<>(IntStream.rangeClosed(1, (int) reading.numbers()).mapToObj(i -> "x" + i).toList());
        columns.addAll(lines.columns());
        columns.remove(member);
        return columns;
    }

    @Override
    public Dialect dialect() {
        return lines.dialect();
    }
}
