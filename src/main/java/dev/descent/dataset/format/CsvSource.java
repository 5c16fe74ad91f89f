package dev.descent.dataset.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of a delimited text (RFC 4180 with any delimiter and line end). Cells go to the sink straight from the parser's buffer. */
final class CsvSource implements RowSource {

    /** What FastCSV wants to be free in its buffer before it reads on. */
    private static final int READ_CHARS = 8192;

    private final UploadedText text;
    private final SizeLimits limits;
    private final Preamble preamble;
    private final char delimiter;
    private final boolean header;
    private final Set<String> nullValues;
    private final List<String> columns;

    CsvSource(UploadedText text, String sample, ReadOptions options, SizeLimits limits) {
        this.text = text;
        this.limits = limits;
        this.preamble = Preamble.of(sample);
        this.delimiter = options.delimiter() != null ? options.delimiter().charAt(0)
                : preamble.delimiter() != null ? preamble.delimiter().charAt(0) : DialectGuess.delimiter(preamble.without(sample));
        this.nullValues = Set.copyOf(options.nullValues() != null ? options.nullValues() : ReadOptions.CSV_NULL_VALUES);
        var first = firstRecord();
        this.header = options.header() != null ? options.header() : DialectGuess.isHeader(first, delimiter);
        this.columns = header ? first.stream().map(CsvSource::name).toList() : IntStream.rangeClosed(1, first.size()).mapToObj(i -> "c" + i).toList();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Dialect dialect() {
        return new Dialect("csv", String.valueOf(delimiter), header);
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        parse(new Rows(sink, problems), problems);
    }

    @Override
    public Optional<PlainCsv> plain(ReadOptions options) {
        if (preamble.lines() > 0) {
            return Optional.empty();
        }
        return FirstRows.plan(this, options, limits)
                .flatMap(plan -> PlainCsv.of(new PlainCsv.Layout(text::bytes, delimiter, header, plan, List.copyOf(nullValues), limits)));
    }

    private static String name(String field) {
        var name = field.strip();
        return CsvContent.original(name.startsWith("# ") ? name.substring(2).strip() : name);
    }

    private List<String> firstRecord() {
        var problems = new RowProblems();
        var first = new FirstRecord(problems);
        parse(first, problems);
        problems.refuse();
        if (first.fields.isEmpty()) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "The file is empty");
        }
        return first.fields;
    }

    /** @param rows answers true for each record after which it wants another one */
    private void parse(Handler rows, RowProblems problems) {
        try (var reader = CsvReader.builder().fieldSeparator(delimiter).maxBufferSize(bufferChars()).allowExtraFields(true).allowMissingFields(true).allowUnclosedQuote(false)
                .commentStrategy(preamble.comments() ? CommentStrategy.SKIP : CommentStrategy.NONE)
                .build(rows, text.open())) {
            for (boolean goOn : reader) {
                if (!goOn) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            if (!(text.refusal(e) instanceof CsvParseException)) {
                throw text.refusal(e);
            }
            // A quote that is never closed swallows the rest, so no line behind it can be judged.
            problems.add(pointer(rows.line, 0), ProblemCode.CSV_FIELD_TOO_LONG,
                    "line " + rows.line + ": a quote is not closed, or text follows a closed one, or a field has more than " + limits.fieldChars() + " characters");
        } catch (IOException | RuntimeException e) {
            throw text.refusal(e);
        }
    }

    /** Room for a field of the longest kind, nothing but quotes, each doubled and all within two more: the parser's limit is one of its buffer, not of a field. */
    private int bufferChars() {
        return (int) Math.min(2L * limits.fieldChars() + 2 + READ_CHARS, Integer.MAX_VALUE - 8);
    }

    private abstract class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {

        final RowProblems problems;
        long line = 1;

        Handler(RowProblems problems) {
            this.problems = problems;
        }

        @Override
        protected void handleBegin(long startingLine) {
            line = startingLine;
        }

        @Override
        protected final void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (length > limits.fieldChars()) {
                problems.add(pointer(line, 0), ProblemCode.CSV_FIELD_TOO_LONG, "line " + line + ": field " + (column + 1) + " has more than " + limits.fieldChars() + " characters");
            } else {
                field(column, buffer, offset, length, quoted);
            }
        }

        abstract void field(int column, char[] buffer, int offset, int length, boolean quoted);
    }

    private final class FirstRecord extends Handler {

        private final List<String> fields = new ArrayList<>();

        FirstRecord(RowProblems problems) {
            super(problems);
        }

        @Override
        void field(int column, char[] buffer, int offset, int length, boolean quoted) {
            limits.checkColumns(column + 1L);
            if (getRecordType() == RecordType.DATA && line > preamble.lines()) {
                fields.add(new String(buffer, offset, length));
            }
        }

        @Override
        protected Boolean buildRecord() {
            return fields.isEmpty();
        }
    }

    private final class Rows extends Handler {

        private final RowSink sink;
        private boolean inHeader = header;

        Rows(RowSink sink, RowProblems problems) {
            super(problems);
            this.sink = sink;
        }

        @Override
        void field(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (inHeader || column >= columns.size() || line <= preamble.lines()) {
                return;
            }
            int from = offset;
            int to = offset + length;
            while (!quoted && from < to && buffer[from] <= ' ') {
                from++;
            }
            while (!quoted && from < to && buffer[to - 1] <= ' ') {
                to--;
            }
            if (to - from > 2 && buffer[from] == '\'') {
                unescaped(column, new String(buffer, from, to - from));
            } else if (!isNull(buffer, from, to - from)) {
                sink.raw(column, buffer, from, to - from);
            }
        }

        @Override
        protected Boolean buildRecord() {
            if (getRecordType() != RecordType.DATA || line <= preamble.lines()) {
                return true;
            }
            if (inHeader) {
                inHeader = false;
                return true;
            }
            if (getFieldCount() != columns.size()) {
                problems.add(pointer(line, 0), ProblemCode.CSV_RAGGED_ROW, "line " + line + " has " + getFieldCount() + " fields, there are " + columns.size() + " columns");
            }
            return sink.endRow(line);
        }

        /** What our own export made harmless for spreadsheets is what it was. */
        private void unescaped(int column, String text) {
            var original = CsvContent.original(text).toCharArray();
            sink.raw(column, original, 0, original.length);
        }

        private boolean isNull(char[] buffer, int offset, int length) {
            for (var value : nullValues) {
                if (value.length() == length && matches(value, buffer, offset)) {
                    return true;
                }
            }
            return false;
        }

        private boolean matches(String value, char[] buffer, int offset) {
            for (int i = 0; i < value.length(); i++) {
                if (buffer[offset + i] != value.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
