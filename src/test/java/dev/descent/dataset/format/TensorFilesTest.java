package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.support.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by numpy 2.4.6; the script beside them says what is in them. */
class TensorFilesTest {

    private static final Path FILES = Path.of("src/test/resources/tensors");

    @ParameterizedTest
    @ValueSource(strings = {"u1.npy", "i1.npy", "u2.npy", "i2big.npy", "u4.npy", "i4.npy", "u8.npy", "i8.npy", "f2.npy", "f4.npy", "f4big.npy", "f8.npy", "version3.npy", "images.idx", "images.idx.gz"})
    void the_same_numbers_are_read_however_they_are_written(String file) throws IOException {
        var expected = IntStream.range(0, 4).mapToObj(row -> IntStream.range(6 * row, 6 * row + 6).mapToObj(String::valueOf).collect(Collectors.joining("|"))).collect(Collectors.joining(" "));
        assertThat(columns(file, null)).isEqualTo("x1:n x2:n x3:n x4:n x5:n x6:n");
        assertThat(rows(file, null, ReadOptions.none())).isEqualTo(expected);
    }

    @Test
    void numbers_at_the_ends_of_their_range_are_what_they_are() throws IOException {
        // 2^64 − 1, 2^63 and 2^53 + 1 to the nearest double, ties to even.
        assertThat(rows("unsigned.npy", null, ReadOptions.none())).isEqualTo("1.8446744073709552E19|9.223372036854775807E18|9.007199254740992E15".replace("9.223372036854775807E18", "9.223372036854776E18"));
        assertThat(rows("doubles.idx", null, ReadOptions.none())).isEqualTo("1|-2.5 3|1.0E-300");
        assertThat(rows("line.npy", null, ReadOptions.none())).isEqualTo("1.5 -2 1.0E300");
        assertThat(rows("bool.npy", null, ReadOptions.none())).startsWith("1|0|1|0|1|0 ");
    }

    @Test
    void what_is_not_finite_is_missing_by_declaration_only() throws IOException {
        assertThat(rows("extremes.npy", null, new ReadOptions(null, null, null, List.of("NaN", "Infinity", "-Infinity"), null))).isEqualTo("-128|65504|4.9E-324 ||");
        var refusal = refusal(file("extremes.npy"), null);
        assertThat(refusal.code().slug()).isEqualTo("non-finite-value");
        assertThat(refusal.errors()).extracting(error -> error.pointer()).containsOnly("/file/row/2");
    }

    @Test
    void labels_come_from_a_file_of_their_own() throws IOException {
        assertThat(columns("images.idx", "labels.idx")).isEqualTo("x1:n x2:n x3:n x4:n x5:n x6:n label:c");
        assertThat(rows("images.idx", "labels.idx", ReadOptions.none())).startsWith("0|1|2|3|4|5|2 6|7|8|9|10|11|0 ").endsWith("|23|2");
        assertThat(rows("f4.npy", "labels.npy", ReadOptions.none())).isEqualTo(rows("images.idx", "labels.idx", ReadOptions.none()));
        assertThat(columns("f4.npy", "labels-float.npy")).endsWith(" label:n");
    }

    @ParameterizedTest
    @CsvSource({"fortran.npy, unsupported-format, ascontiguousarray", "words.npy, unsupported-format, float32", "objects.npy, unsupported-format, float32", "scalar.npy, unsupported-format, 0 axes",
            "empty.npy, dataset-empty, '[0, 3]'", "hollow.npy, dataset-empty, '[3, 0]'"})
    void what_is_no_table_of_numbers_is_refused_with_what_to_do(String file, String slug, String words) throws IOException {
        var refusal = refusal(file(file), null);
        assertThat(refusal.code().slug()).isEqualTo(slug);
        assertThat(refusal).hasMessageContaining(words);
    }

    @Test
    void labels_must_fit_their_rows() throws IOException {
        assertThat(refusal(file("f4.npy"), file("labels-short.npy"))).hasMessageContaining("each of the 4 rows").hasMessageContaining("[3]");
        assertThat(refusal(file("f4.npy"), file("u1.npy"))).hasMessageContaining("[4, 2, 3]");
        assertThat(refusal(file("f4.npy"), Bytes.of("a\n1\n")).code().slug()).isEqualTo("unsupported-format");
        assertThat(refusal(Bytes.of("a\n1\n"), file("labels.npy")).code().slug()).isEqualTo("invalid-multipart");
    }

    @Test
    void sizes_are_judged_before_anything_is_read() {
        var huge = ByteBuffer.allocate(16).putInt(0x00000803).putInt(Integer.MAX_VALUE).putInt(-1).putInt(-1).array();
        assertThat(refusal(new Bytes(huge), null).code().slug()).isEqualTo("dataset-too-large");
        var text = "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999999, 999999999999999999), }";
        var npy = ByteBuffer.allocate(10 + text.length()).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).put((byte) text.length()).put((byte) 0).put(text.getBytes(StandardCharsets.US_ASCII)).array();
        assertThat(refusal(new Bytes(npy), null).code().slug()).isEqualTo("dataset-too-large");
    }

    /** Whatever is cut off or changed: a refusal, or numbers that are read differently, but no other failure. */
    @ParameterizedTest
    @ValueSource(strings = {"f4.npy", "version3.npy", "i8.npy", "images.idx", "images.idx.gz", "doubles.idx"})
    void a_damaged_file_is_refused_or_read(String file) throws IOException {
        var whole = file(file).content();
        for (int length = 1; length < whole.length; length++) {
            assertThat(refusal(new Bytes(Arrays.copyOf(whole, length)), null)).as("%s bytes", length).isNotNull();
        }
        assertThat(refusal(new Bytes(Arrays.copyOf(whole, whole.length + 1)), null).code().slug()).isEqualTo("corrupt-archive");
        var random = new Random(9);
        for (int i = 0; i < 400; i++) {
            var damaged = whole.clone();
            damaged[random.nextInt(4, whole.length)] = (byte) random.nextInt(256);
            try {
                read(new Bytes(damaged), null, ReadOptions.none());
            } catch (Problem refusal) {
                assertThat(refusal.getMessage()).doesNotContain("Exception");
            }
        }
    }

    private static Problem refusal(Bytes file, Bytes labels) {
        return catchThrowableOfType(Problem.class, () -> read(file, labels, ReadOptions.none()));
    }

    private static Profile read(Bytes file, Bytes labels, ReadOptions options) {
        var profile = Profile.of(UploadedFile.read(file, labels, options, Bytes.LIMITS), options, Bytes.LIMITS);
        profile.problems().refuse();
        return profile;
    }

    private static Bytes file(String name) throws IOException {
        return name == null ? null : new Bytes(Files.readAllBytes(FILES.resolve(name)));
    }

    private static String columns(String name, String labels) throws IOException {
        return read(file(name), file(labels), ReadOptions.none()).columns().stream()
                .map(column -> column.name() + ":" + column.type().name().toLowerCase(java.util.Locale.ROOT).charAt(0)).collect(Collectors.joining(" "));
    }

    private static String rows(String name, String labels, ReadOptions options) throws IOException {
        var profile = read(file(name), file(labels), options);
        var cells = new CellTexts(profile);
        UploadedFile.read(file(name), file(labels), options, Bytes.LIMITS).read(cells, new RowProblems());
        return cells.rows();
    }
}
