package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.support.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by pyarrow 25.0.1 and DuckDB 1.5.6; the script beside them says what is in them. */
class ParquetFilesTest {

    private static final Path FILES = Path.of("src/test/resources/parquet");

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "zstd", "lz4", "gzip", "groups-v2"})
    void the_same_values_are_read_however_they_are_packed(String file) throws IOException {
        var expected = new StringBuilder();
        for (int k = 0; k < 400; k++) {
            expected.append(k).append('|').append(k % 10 == 3 ? "" : String.valueOf(k * 1_000_000_007L)).append('|').append(NumberText.format(k / 8.0)).append('|')
                    .append(NumberText.format(k * 0.1)).append('|').append(k % 2 == 0).append("|ä").append(k % 3).append(k < 399 ? " " : "");
        }
        assertThat(columns(file)).isEqualTo("i:n l:n f:n d:n b:c s:c");
        assertThat(rows(file, ReadOptions.none())).isEqualTo(expected.toString());
    }

    @Test
    void a_file_of_duckdb_is_read() throws IOException {
        assertThat(columns("duckdb")).isEqualTo("id:n q:n k:c day:c");
        assertThat(rows("duckdb", ReadOptions.none())).startsWith("0|0||2020-01-01 1|0.25|k1|2020-01-02 2|0.5|k2|2020-01-03 3|0.75||2020-01-04").endsWith("499|124.75|k4|2021-05-14");
    }

    @Test
    void each_type_is_a_number_or_a_word() throws IOException {
        assertThat(columns("types")).isEqualTo("day:c at:c utc:c time:c money:n large:n u8:n u32:n u64:n half:n bytes:c dict:c nothing:n long:c");
        assertThat(rows("types", ReadOptions.none())).isEqualTo("2024-01-02|2024-01-02T03:04:05.678|2024-01-02T03:04:05Z|12:30|12.34|1.2345678901234567E19|255|4294967295|1.8446744073709552E19|1.5|ab|x||u"
                + " |2024-01-02T03:04:05.678|2024-01-02T03:04:05Z|12:30|-0.01|1.2345678901234567E19|0|0|0||c|y||v");
        assertThat(rows("int96", ReadOptions.none())).isEqualTo("2024-01-02T03:04:05Z");
    }

    @Test
    void what_is_not_finite_is_missing_by_declaration_only() throws IOException {
        assertThat(rows("not-finite", new ReadOptions(null, null, null, List.of("NaN", "Infinity"), null))).isEqualTo("1  ");
        var refusal = refusal(file("not-finite"), ReadOptions.none());
        assertThat(refusal.code().slug()).isEqualTo("non-finite-value");
        assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/file/row/2");
        assertThat(refusal).hasMessageContaining("row 2").hasMessageContaining("\"a\"");
    }

    @Test
    void a_word_may_be_declared_a_number() throws IOException {
        var options = new ReadOptions(null, null, null, null, Map.of("s", ColumnType.NUMERIC));
        assertThat(refusal(file("none"), options).errors().getFirst().pointer()).isEqualTo("/file/row/1");
    }

    @ParameterizedTest
    @CsvSource({"nested, unsupported-format, p.x", "no-rows, dataset-empty, row", "bytes, unsupported-format, raw", "brotli, unsupported-format, BROTLI", "names, invalid-header, case",
            "many, dataset-too-large, 3000000", "bomb, decompressed-too-large, 100 times"})
    void what_is_no_flat_table_is_refused_by_name(String file, String slug, String words) throws IOException {
        var refusal = refusal(file(file), ReadOptions.none());
        assertThat(refusal.code().slug()).as(refusal.getMessage()).isEqualTo(slug);
        assertThat(refusal).hasMessageContaining(words);
    }

    /** Whatever is cut off or changed: a refusal, or values that are read differently, but no other failure and no memory beyond the file. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "zstd", "lz4", "gzip", "groups-v2", "types"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_damaged_file_is_refused_or_read(String file) throws IOException {
        var whole = file(file).content();
        var random = new Random(9);
        for (int i = 0; i < 90; i++) {
            var damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(4, whole.length)) : whole.clone();
            for (int flips = i % 3; flips > 0; flips--) {
                // Most damage is done where the file says how it is made: at its end.
                int at = random.nextBoolean() ? damaged.length - 1 - random.nextInt(Math.min(1200, damaged.length - 4)) : random.nextInt(4, damaged.length);
                damaged[at] = (byte) random.nextInt(256);
            }
            try {
                var options = ReadOptions.none();
                Profile.of(new Bytes(damaged).source(options), options, Bytes.LIMITS);
            } catch (Problem refusal) {
                assertThat(refusal.getMessage()).doesNotContain("Exception").doesNotContain("hardwood");
            }
        }
    }

    /** As a spreadsheet's or a shell's gzip leaves it; the file that it is unpacked to goes with it. */
    @Test
    void a_gzipped_file_is_unpacked_to_be_read(@TempDir Path directory) throws IOException {
        var packed = new Bytes(gzipped(file("types").content()));
        try (var unpacked = Unpacked.of(packed, Bytes.LIMITS, directory)) {
            assertThat(directory).isDirectoryContaining(found -> found.getFileName().toString().matches("upload_.*\\.tmp"));
            try (var in = unpacked.upload().open()) {
                assertThat(in.readAllBytes()).isEqualTo(file("types").content());
            }
            assertThat(UploadedFile.read(unpacked.upload(), ReadOptions.none(), Bytes.LIMITS).dialect().format()).isEqualTo("parquet");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_gzipped_file_that_is_cut_off_or_a_bomb_leaves_nothing(@TempDir Path directory) throws IOException {
        var content = gzipped(file("types").content());
        var cut = catchThrowableOfType(Problem.class, () -> Unpacked.of(new Bytes(Arrays.copyOf(content, content.length - 9)), Bytes.LIMITS, directory));
        assertThat(cut.code().slug()).isEqualTo("corrupt-archive");
        var zeros = new byte[64 << 20];
        System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, zeros, 0, 4);
        var bomb = catchThrowableOfType(Problem.class, () -> Unpacked.of(new Bytes(gzipped(zeros)), Bytes.LIMITS, directory));
        assertThat(bomb.code().slug()).isEqualTo("decompressed-too-large");
        assertThat(directory).isEmptyDirectory();
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static Problem refusal(Bytes file, ReadOptions options) {
        var problem = catchThrowableOfType(Problem.class, () -> Profile.of(file.source(options), options, Bytes.LIMITS).problems().refuse());
        assertThat(problem).isNotNull();
        return problem;
    }

    private static Bytes file(String name) throws IOException {
        return new Bytes(Files.readAllBytes(FILES.resolve(name + ".parquet")));
    }

    private static String columns(String name) throws IOException {
        return Profile.of(file(name).source(ReadOptions.none()), ReadOptions.none(), Bytes.LIMITS).columns().stream()
                .map(column -> column.name() + (column.type() == ColumnType.NUMERIC ? ":n" : ":c")).collect(Collectors.joining(" "));
    }

    private static String rows(String name, ReadOptions options) throws IOException {
        var source = file(name).source(options);
        var profile = Profile.of(source, options, Bytes.LIMITS);
        profile.problems().refuse();
        var cells = new CellTexts(profile);
        source.read(cells, new RowProblems());
        return cells.rows();
    }
}
