package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the thorough reader reads, or nothing. */
class PlainCsvTest {

    private static final SizeLimits LIMITS = new SizeLimits(1L << 30, 100, 1_000_000, 10_000_000, 100, 1000);

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a;b\n1.5;-2e-3\n+.5;7.\n", "1,2\n3,4\n", "\n\na,b\n\n1,2\n\n", "a\tb\n 1 \t2\n\t\n", "a,b\nNA,N/A\nnull,\n,1\n",
            "a,word\n1,x\n2, Grüße \n3,\n4,1.5\n", "a\n-0\n0\n1e308\n4.9e-324\n0.1234567890123456789012345\n18446744073709551615\n-92233720368547758079\n"})
    void what_is_plain_is_read_to_its_end_as_the_thorough_reader_reads_it(String text) {
        assertThat(plain(text)).isEqualTo(thorough(text));
    }

    /** The first rows are looked at: what is odd comes behind them. */
    @ParameterizedTest
    @ValueSource(strings = {"1,\"x\"", "\"1\",x", "1,x,3", "1", "x,x", "1e999,x", "nan,x", "1,x\r2,y", "1.5.6,x", "1,x\u0000y", "1e,x", "--1,x", "0x10,x", "1 2,x", "1d,x", ",,", "\u0661,x", "1,a\u0007b"})
    void what_is_not_is_left_to_the_thorough_reader(String odd) {
        var plain = "number,word\n" + "1,x\n".repeat(2000);
        assertThat(plain(plain)).isNotNull();
        assertThat(plain(plain + odd + "\n")).isNull();
        assertThat(plain(plain + odd)).isNull();
    }

    @Test
    void a_decimal_comma_is_left_to_the_thorough_reader() {
        assertThat(plain("a;b\n" + "1;2\n".repeat(2000) + "1,5;2\n")).isNull();
    }

    @Test
    void a_byte_that_is_no_utf8_is_left_to_the_thorough_reader() {
        byte[] text = "a,w\n1,x\n2,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
        var source = source("a,w\n1,x\n");
        var layout = new PlainCsv.Layout(() -> new ByteArrayInputStream(text), ',', true, FirstRows.plan(source, ReadOptions.none(), LIMITS).orElseThrow(), List.of(""), LIMITS);
        assertThat(PlainCsv.of(layout).orElseThrow().read(new Cells())).isFalse();
    }

    @Test
    void random_tables_longer_than_the_buffer_are_read_alike() {
        var random = new SplittableRandom(5);
        for (int table = 0; table < 20; table++) {
            int columns = random.nextInt(1, 8);
            var text = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append("c").append(c);
            }
            for (int row = 0; row < 8000; row++) {
                text.append(random.nextInt(50) == 0 ? "\r\n" : "\n");
                for (int c = 0; c < columns; c++) {
                    text.append(c == 0 ? "" : ",").append(cell(random, c == 2));
                }
            }
            assertThat(plain(text.toString())).isEqualTo(thorough(text.toString()));
        }
    }

    private static String cell(SplittableRandom random, boolean word) {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> " " + random.nextInt(1000) + " ";
            case 2 -> String.valueOf(random.nextLong());
            case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7fdf_ffff_ffff_ffffL));
            case 4 -> word ? "wörd" + random.nextInt(9) : "-" + random.nextInt(100) + "." + random.nextInt(1_000_000);
            default -> String.valueOf(random.nextDouble(-5, 5));
        };
    }

    private static RowSource source(String text) {
        return UploadedFile.read(Bytes.of(text), ReadOptions.none(), LIMITS);
    }

    /** Null where it gives up. */
    private static List<String> plain(String text) {
        var cells = new Cells();
        try {
            return source(text).plain(ReadOptions.none()).filter(plain -> plain.read(cells)).map(_ -> cells.cells).orElse(null);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static List<String> thorough(String text) {
        var source = source(text);
        var profile = Profile.of(source, ReadOptions.none(), LIMITS);
        var cells = new Cells();
        cells.columns = profile.columns();
        source.read(cells, new RowProblems());
        return cells.cells;
    }

    private static final class Cells implements RowSink {

        private final List<String> cells = new ArrayList<>();
        private List<ColumnPlan> columns;

        @Override
        public void number(int column, double value) {
            cells.add(column + ":" + value);
        }

        @Override
        public void text(int column, String value) {
            cells.add(column + "=" + value);
        }

        @Override
        public void raw(int column, char[] buffer, int offset, int length) {
            if (columns != null && columns.get(column).type() == ColumnType.NUMERIC) {
                number(column, NumberText.parse(buffer, offset, length, '.'));
            } else {
                text(column, new String(buffer, offset, length));
            }
        }

        @Override
        public boolean endRow(long line) {
            cells.add("end");
            return true;
        }
    }
}
