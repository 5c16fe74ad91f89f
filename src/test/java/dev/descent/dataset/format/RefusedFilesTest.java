package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files that must not become datasets, each with the slug and the places of its answer. */
class RefusedFilesTest {

    private record Refused(String what, Bytes file, ReadOptions options, String slug, List<String> pointers) {}

    private static final String LONG = "x".repeat(70_000);
    private static final String TOO_LONG = "x".repeat(Bytes.LIMITS.fieldChars() + 1);

    @TestFactory
    Stream<DynamicTest> a_bad_file_is_refused_whole() {
        return files().map(refused -> DynamicTest.dynamicTest(refused.what(), () -> {
            var problem = catchThrowableOfType(Problem.class, () ->
                    Profile.of(refused.file().source(refused.options()), refused.options(), Bytes.LIMITS).problems().refuse());
            assertThat(problem).isNotNull();
            assertThat(problem.code().slug()).isEqualTo(refused.slug());
            assertThat(problem.errors()).extracting(SpecProblem::pointer).containsExactlyElementsOf(refused.pointers());
        }));
    }

    private static Stream<Refused> files() {
        return Stream.of(
                text("empty", "", "dataset-empty"),
                text("blank", "\n\n  \n", "dataset-empty"),
                text("header only", "a,b\n", "dataset-empty"),
                bytes("byte order mark only", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, "dataset-empty"),
                text("short and long rows", "a,b\n1,2\n1\n1,2\n1,2,3\n", "csv-ragged-row", "/file/line/3", "/file/line/5"),
                text("ragged after a quoted line break", "a,b\n\"1\n2\",2\n1\n", "csv-ragged-row", "/file/line/4"),
                text("thirty ragged rows", "a,b\n1,2\n" + "1\n".repeat(30), "csv-ragged-row", Stream.iterate(3, i -> i + 1).limit(20).map(i -> "/file/line/" + i).toArray(String[]::new)),
                text("quote never closed", "a,b\n1,2\n3,\"4\n5,6\n", "csv-field-too-long", "/file/line/3"),
                text("quote never closed, long", "a,b\n1,2\n3,\"" + "4\n".repeat(100_000), "csv-field-too-long", "/file/line/3"),
                text("long field", "a,b\n1," + LONG + "\n", "csv-field-too-long", "/file/line/2"),
                text("a character too many", "a,b\n1," + TOO_LONG + "\n2,y\n" + TOO_LONG + ",3\n", "csv-field-too-long", "/file/line/2", "/file/line/4"),
                text("a character too many in quotes", "a,b\n1,\"" + TOO_LONG + "\"\n", "csv-field-too-long", "/file/line/2"),
                text("a quote too many", "a,b\n1,\"" + "\"\"".repeat(TOO_LONG.length()) + "\"\n", "csv-field-too-long", "/file/line/2"),
                text("a character too many in a column too many", "a,b\n1,2\n1,2," + TOO_LONG + "\n", "csv-field-too-long", "/file/line/3", "/file/line/3"),
                text("a character too many in the first line", "a," + TOO_LONG + "\n1,2\n", "csv-field-too-long", "/file/line/1"),
                text("text behind a quote", "a,b\n\"1\"x,2\n", "csv-field-too-long", "/file/line/2"),
                new Refused("latin 1", new Bytes("a,b\nü,1\n".getBytes(StandardCharsets.ISO_8859_1)), ReadOptions.none(), "unsupported-encoding", List.of("/file/line/2")),
                new Refused("latin 1 far behind the sample", new Bytes(("a,b\n" + "x,1\n".repeat(50_000) + "ü,1\n").getBytes(StandardCharsets.ISO_8859_1)), ReadOptions.none(), "unsupported-encoding", List.of("/file/line/50002")),
                bytes("utf 16", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), "unsupported-encoding"),
                bytes("utf 16 without mark", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE), "unsupported-encoding"),
                text("nul", "a,b\n1,\0\n", "unsupported-encoding"),
                text("nul behind the sample", "a,b\n" + "1,2\n".repeat(50_000) + "\0,2\n", "unsupported-encoding"),
                bytes("elf", new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, "unsupported-format"),
                bytes("png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "unsupported-format"),
                text("parquet that is none", "PAR1....PAR1", "corrupt-archive"),
                bytes("java objects", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}, "unsupported-format"),
                text("zip", "PK\3\4....", "archives-not-supported"),
                text("tar", "../evil".concat("x".repeat(250)) + "ustar", "archives-not-supported"),
                new Refused("tar.gz", Bytes.of("../evil".concat("x".repeat(250)) + "ustar").gzipped(), ReadOptions.none(), "archives-not-supported", List.of()),
                new Refused("gzipped twice", Bytes.of("a,b\n1,2\n").gzipped().gzipped(), ReadOptions.none(), "unsupported-format", List.of()),
                new Refused("bomb", Bytes.of("12345678,2\n".repeat(1_000_000)).gzipped(), ReadOptions.none(), "decompressed-too-large", List.of()),
                new Refused("unpacks beyond the cap", Bytes.of(noise(51_000_000)).gzipped(), ReadOptions.none(), "decompressed-too-large", List.of()),
                bytes("truncated gzip", cut(Bytes.of("a,b\n" + noise(100_000)).gzipped().content(), 200), "corrupt-archive"),
                bytes("gzip without trailer", cut(Bytes.of("a,b\n1,2\n").gzipped().content(), 3), "corrupt-archive"),
                bytes("gzip header only", new byte[] {0x1f, (byte) 0x8b, 8}, "corrupt-archive"),
                bytes("gzip with a flipped bit", flipped(Bytes.of("a,b\n1,2\n").gzipped().content()), "corrupt-archive"),
                bytes("two members", twice(Bytes.of("a,b\n1,2\n").gzipped().content()), "corrupt-archive"),
                text("name twice", "a,b,a\n1,2,3\n", "invalid-header", "/file/line/1"),
                text("no name", "a,,c\n1,2,3\n", "invalid-header", "/file/line/1"),
                text("name too long", "a," + "b".repeat(201) + "\n1,2\n", "invalid-header", "/file/line/1"),
                text("names differ in case only", "Size,size\n1,2\n", "invalid-header", "/file/line/1"),
                text("nan", "a\n1\nnan\n2\n-Inf\n", "non-finite-value", "/file/line/3", "/file/line/5"),
                text("overflow", "a,b\n1,1\n1e999,2\n", "non-finite-value", "/file/line/3"),
                text("overflow alone in its column", "a,b\n1e400,x\n", "non-finite-value", "/file/line/2"),
                text("overflow beside a number that is not one", "a\n-1e400\nnan\n", "non-finite-value", "/file/line/2", "/file/line/3"),
                text("overflow of digits alone", "a\n" + "9".repeat(400) + "\n", "non-finite-value", "/file/line/2"),
                text("overflow in a first line of numbers", "1e400,2\n3,4\n", "non-finite-value", "/file/line/1"),
                text("overflow with a comma", "a;b\n1,5;1\n1,5e400;1\n", "non-finite-value", "/file/line/3"),
                text("JSON number beyond doubles alone", "{\"a\":1e400}\n", "non-finite-value", "/file/line/1"),
                text("comma and point", "a;b\n1,5;1\n1.5;1\n", "non-finite-value", "/file/line/2"),
                text("too many columns", "a,".repeat(100) + "a\n", "dataset-too-large"),
                text("too many rows", "a\n" + "1\n".repeat(3_000_001), "dataset-too-large"),
                options("text in a numeric column", "a,b\n1,x\n2,3\n", types("b", ColumnType.NUMERIC), "invalid-cell", "/file/line/2"),
                options("types of a column that is not there", "a,b\n1,x\n", types("c/d", ColumnType.NUMERIC), "unknown-property", "/options/types/c~1d"),
                text("JSON line broken", "{\"a\":1}\n{\"a\":2\n{\"a\":3}\n", "invalid-cell", "/file/line/3"),
                text("JSON line with a nested value", "{\"a\":1}\n{\"a\":[2]}\n{\"a\":{}}\n", "invalid-cell", "/file/line/2", "/file/line/3"),
                text("JSON line with a member twice", "{\"a\":1,\"a\":2}\n", "invalid-cell", "/file/line/1"),
                text("JSON line that is no object", "{\"a\":1}\n7\n", "invalid-cell", "/file/line/2"),
                text("JSON number beyond doubles", "{\"a\":1}\n{\"a\":1e999}\n", "non-finite-value", "/file/line/2"),
                text("JSON text too long", "{\"a\":\"" + LONG + "\"}\n", "csv-field-too-long", "/file/line/1"));
    }

    private static Refused text(String what, String text, String slug, String... pointers) {
        return options(what, text, ReadOptions.none(), slug, pointers);
    }

    private static Refused options(String what, String text, ReadOptions options, String slug, String... pointers) {
        return new Refused(what, Bytes.of(text), options, slug, List.of(pointers));
    }

    private static Refused bytes(String what, byte[] bytes, String slug) {
        return new Refused(what, new Bytes(bytes), ReadOptions.none(), slug, List.of());
    }

    private static ReadOptions types(String column, ColumnType type) {
        return new ReadOptions(null, null, null, null, Map.of(column, type));
    }

    /** Rows of two numbers that pack badly. */
    private static String noise(int length) {
        var text = new StringBuilder("a,b\n");
        for (long seed = 1; text.length() < length; seed = seed * 6364136223846793005L + 1442695040888963407L) {
            text.append(seed >>> 16).append(',').append(seed >>> 40).append('\n');
        }
        return text.toString();
    }

    private static byte[] cut(byte[] bytes, int end) {
        return Arrays.copyOf(bytes, bytes.length - end);
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length - 6] ^= 1;
        return bytes;
    }

    private static byte[] twice(byte[] bytes) {
        var twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        return twice;
    }
}
