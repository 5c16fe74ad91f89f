package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Delimited text of the common kind, byte by byte in one reading: no quotes, as many fields in every line as there are columns, numbers in every column
 * where the first lines have numbers. It gives up at the first byte that it would have to think about: {@link CsvSource} then reads everything again, and
 * what it says stands. So whatever this reader reads to the end is what the other one would have read.
 */
public final class PlainCsv {

    private static final int BUFFER = 256 * 1024;
    private static final int LONGEST_ROW = 4 << 20;
    /** −1 for a minus, 1 for a plus, 0 for everything else. */
    private static final byte[] SIGN = new byte[256];

    static {
        SIGN['-'] = -1;
        SIGN['+'] = 1;
    }

    /** @param open UTF-8 without a byte order mark */
    record Layout(Source open, char delimiter, boolean header, List<ColumnPlan> columns, List<String> nullValues, SizeLimits limits) {}

    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private static final class NotPlain extends RuntimeException {

        private static final NotPlain HERE = new NotPlain();

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private final Layout layout;
    private final boolean[] numeric;
    private final byte[][] nulls;
    private final boolean emptyIsNull;
    private final byte delimiter;

    private PlainCsv(Layout layout) {
        this.layout = layout;
        this.delimiter = (byte) layout.delimiter();
        this.nulls = layout.nullValues().stream().filter(text -> !text.isEmpty()).map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.emptyIsNull = layout.nullValues().contains("");
        this.numeric = new boolean[layout.columns().size()];
        for (int c = 0; c < numeric.length; c++) {
            numeric[c] = layout.columns().get(c).type() == ColumnType.NUMERIC;
        }
    }

    /** Empty where the text must be read by somebody who thinks. */
    static Optional<PlainCsv> of(Layout layout) {
        boolean numbersMeanMissing = layout.nullValues().stream().anyMatch(text -> text.indexOf(',') >= 0 || text.strip().length() < text.length() || isNumber(NumberText.kind(text)));
        boolean strange = layout.delimiter() > '~' || layout.delimiter() < ' ' && layout.delimiter() != '\t' || " \"+-.".indexOf(layout.delimiter()) >= 0 || Character.isLetterOrDigit(layout.delimiter());
        return numbersMeanMissing || strange ? Optional.empty() : Optional.of(new PlainCsv(layout));
    }

    private static boolean isNumber(Kind kind) {
        return kind.isNumber('.') || kind.isNumber(',') || kind == Kind.TOO_LARGE;
    }

    public List<ColumnPlan> columns() {
        return layout.columns();
    }

    /** @return whether all of it was plain; otherwise what the sink has got means nothing */
    public boolean read(RowSink sink) {
        try (var in = layout.open().open()) {
            new Reading(in, sink).all();
            return true;
        } catch (NotPlain e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reading {

        private final InputStream in;
        private final RowSink sink;
        private byte[] bytes = new byte[BUFFER];
        private int at;
        /** Behind the last line end that has arrived. */
        private int whole;
        private int end;
        private boolean ended;
        private long row;

        Reading(InputStream in, RowSink sink) {
            this.in = in;
            this.sink = sink;
        }

        void all() throws IOException {
            boolean inHeader = layout.header();
            while (fill()) {
                while (at < whole) {
                    int ending = lineEnd(at);
                    if (ending > 0) {
                        at += ending;
                    } else if (inHeader) {
                        header();
                        inHeader = false;
                    } else {
                        row();
                    }
                }
            }
        }

        /** Brings whole lines into the buffer: within one of them nobody has to look for the end. */
        private boolean fill() throws IOException {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
            whole = 0;
            while (whole == 0 && !(ended && end == 0)) {
                if (end + 1 >= bytes.length) {
                    plainOnlyIf(bytes.length < LONGEST_ROW);
                    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
                }
                int from = end;
                while (!ended && end + 1 < bytes.length) {
                    int n = in.read(bytes, end, bytes.length - 1 - end);
                    ended = n < 0;
                    end += Math.max(0, n);
                }
                if (ended && end > 0 && bytes[end - 1] != '\n') {
                    bytes[end++] = '\n';
                }
                for (int i = end; i > from && whole == 0; i--) {
                    whole = bytes[i - 1] == '\n' ? i : 0;
                }
            }
            return whole > 0;
        }

        private void header() {
            while (bytes[at] != '\n') {
                plainOnlyIf(bytes[at] != '"' && (bytes[at] != '\r' || bytes[at + 1] == '\n'));
                at++;
            }
            at++;
        }

        private void row() {
            int last = numeric.length - 1;
            for (int column = 0; column <= last; column++) {
                int start = at;
                if (numeric[column]) {
                    number(column);
                } else {
                    text(column);
                }
                plainOnlyIf(at - start <= layout.limits().fieldChars());
                if (column < last) {
                    plainOnlyIf(bytes[at] == delimiter);
                    at++;
                }
            }
            int ending = lineEnd(at);
            plainOnlyIf(ending > 0);
            at += ending;
            layout.limits().checkRows(++row, numeric.length);
            sink.endRow(row);
        }

        /** Bytes that the line ends with here, 0 where it goes on. */
        private int lineEnd(int i) {
            return bytes[i] == '\n' ? 1 : bytes[i] == '\r' && bytes[i + 1] == '\n' ? 2 : 0;
        }

        private void number(int column) {
            var b = bytes;
            int from = spaces(at);
            int i = from;
            int sign = SIGN[b[i] & 0xff];
            i += sign & 1;
            int first = i;
            long mantissa = 0;
            int digit;
            while ((digit = b[i] - '0') >= 0 && digit <= 9) {
                mantissa = 10 * mantissa + digit;
                i++;
            }
            int digits = i - first;
            // It may be a postal code, and its column one of words.
            plainOnlyIf(digits < ColumnEvidence.SHORTEST_CODE || b[from] != '0');
            int decimals = 0;
            if (b[i] == '.' && delimiter != '.') {
                int point = ++i;
                while ((digit = b[i] - '0') >= 0 && digit <= 9) {
                    mantissa = 10 * mantissa + digit;
                    i++;
                }
                decimals = i - point;
                digits += decimals;
            }
            if (digits == 0) {
                missing(from);
                return;
            }
            long exponent = -decimals;
            if ((b[i] | 0x20) == 'e') {
                i++;
                boolean small = b[i] == '-';
                if (small || b[i] == '+') {
                    i++;
                }
                long power = 0;
                int powerStart = i;
                while ((digit = b[i] - '0') >= 0 && digit <= 9) {
                    power = Math.min(10 * power + digit, 1_000_000);
                    i++;
                }
                plainOnlyIf(i > powerStart);
                exponent += small ? -power : power;
            }
            double value;
            if (digits <= Decimals.MOST_DIGITS) {
                value = Decimals.value(mantissa, exponent);
                // Half of all signs are a surprise: no branch.
                value *= sign | 1;
            } else {
                value = Double.parseDouble(new String(b, from, i - from, StandardCharsets.ISO_8859_1));
            }
            plainOnlyIf(Math.abs(value) <= Double.MAX_VALUE);
            at = spaces(i);
            sink.number(column, value);
        }

        /** The cell is one of the texts that mean so. */
        private void missing(int from) {
            int to = cellEnd(from);
            plainOnlyIf(isNull(from, to));
            at = spaces(to);
        }

        private void text(int column) {
            int from = spaces(at);
            int to = cellEnd(from);
            // It may be one that our own export made harmless.
            plainOnlyIf(bytes[from] != '\'');
            at = spaces(to);
            if (!isNull(from, to)) {
                sink.utf8(column, bytes, from, to - from);
            }
        }

        /** Behind the last byte of the cell that is no space. */
        private int cellEnd(int from) {
            int i = from;
            int end = from;
            boolean ascii = true;
            for (byte b = bytes[i]; b != delimiter && b != '\n' && !(b == '\r' && bytes[i + 1] == '\n'); b = bytes[++i]) {
                plainOnlyIf(b != '"' && (b >= ' ' || b < 0 || b == '\t'));
                ascii &= b >= 0;
                end = b == ' ' || b == '\t' ? end : i + 1;
            }
            plainOnlyIf(ascii || isUtf8(from, end));
            return end;
        }

        private boolean isUtf8(int from, int to) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }

        private int spaces(int from) {
            int i = from;
            while (bytes[i] == ' ' || bytes[i] == '\t' && delimiter != '\t') {
                i++;
            }
            return i;
        }

        private boolean isNull(int from, int to) {
            if (from == to) {
                return emptyIsNull;
            }
            for (var text : nulls) {
                if (Arrays.equals(bytes, from, to, text, 0, text.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void plainOnlyIf(boolean condition) {
        if (!condition) {
            throw NotPlain.HERE;
        }
    }
}
