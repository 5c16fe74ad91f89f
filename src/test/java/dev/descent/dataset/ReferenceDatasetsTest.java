package dev.descent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.Upload;
import dev.descent.dataset.format.UploadedFile;
import dev.descent.dataset.storage.ColumnSummary;
import dev.descent.dataset.storage.ColumnSummary.Category;
import dev.descent.support.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Real tables; the expected figures are numpy 2.4.6's (min, max, mean, std, quantile) on the same files. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("test")
class ReferenceDatasetsTest {

    @Autowired
    DatasetImport imports;

    @Autowired
    Datasets datasets;

    @Autowired
    SizeLimits limits;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void leave_an_empty_service() {
        datasets.list(null, 500).forEach(dataset -> datasets.delete(dataset.id()));
    }

    @Test
    void iris() {
        var iris = read("iris.csv");
        assertThat(iris.rows()).isEqualTo(150);
        assertFigures(column(iris, "sepal_length_cm"), 4.3, 7.9, 5.843333333333334, 0.8253012917851409, 4.6, 5.1, 5.8, 6.4, 7.254999999999998);
        assertFigures(column(iris, "sepal_width_cm"), 2.0, 4.4, 3.0573333333333337, 0.4344109677354946, 2.3449999999999998, 2.8, 3.0, 3.3, 3.8);
        assertFigures(column(iris, "petal_length_cm"), 1.0, 6.9, 3.7580000000000005, 1.759404065775303, 1.3, 1.6, 4.35, 5.1, 6.1);
        assertFigures(column(iris, "petal_width_cm"), 0.1, 2.5, 1.1993333333333336, 0.7596926279021594, 0.2, 0.3, 1.3, 1.8, 2.3);
        assertThat(column(iris, "species").categories()).containsExactly(new Category("setosa", 50), new Category("versicolor", 50), new Category("virginica", 50));
        assertThat(column(iris, "split").categories()).containsExactly(new Category("test", 38), new Category("train", 112));
        assertThat(iris.warnings()).isEmpty();
    }

    @Test
    void diabetes() {
        var diabetes = read("diabetes.csv");
        assertFigures(column(diabetes, "age"), 19, 79, 48.51809954751131, 13.094190207980025, 25, 38.25, 50, 59, 68);
        assertFigures(column(diabetes, "bmi"), 18, 42.2, 26.37579185520362, 4.413120855492464, 20.2, 23.2, 25.7, 29.275, 34.3);
        assertFigures(column(diabetes, "s4"), 2, 9.09, 4.070248868778281, 1.288989285051803, 2, 3, 4, 5, 6.2589999999999995);
        assertFigures(column(diabetes, "progression"), 25, 346, 152.13348416289594, 77.00574586945044, 51, 87, 140.5, 211.5, 282.9);
    }

    @Test
    void digits_and_its_constant_pixels() {
        var digits = read("digits.csv");
        assertFigures(column(digits, "pixel_3_4"), 0, 16, 9.927100723427936, 6.150380825954414, 0, 4, 12, 16, 16);
        assertThat(digits.warnings()).extracting(DatasetView.Warning::column).containsExactly("pixel_0_0", "pixel_4_0", "pixel_4_7");
    }

    @Test
    void content_of_a_file_is_its_own_text_and_the_columns_its_values() throws Exception {
        var iris = read("iris.csv");
        var out = new ByteArrayOutputStream();
        datasets.content(iris.id(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(new String(getClass().getResourceAsStream("/datasets/iris.csv").readAllBytes(), StandardCharsets.UTF_8));
        assertThat(datasets.table("iris").numeric("petal_width_cm")).startsWith(0.2, 0.2).endsWith(2.3, 1.8);
    }

    @Test
    void an_import_that_fails_while_it_is_stored_leaves_nothing_behind() {
        var text = new StringBuilder("id,x\n");
        for (int i = 0; i < 100_001; i++) {
            text.append("id").append(i).append(',').append(i).append('\n');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> create("ids", bytes)).satisfies(problem -> assertThat(problem.code().slug()).isEqualTo("cardinality-too-high"));
        assertThat(stored()).isZero();
    }

    @Test
    void a_deleted_dataset_is_gone_from_every_table() {
        read("iris.csv");
        assertThat(stored()).isPositive();
        datasets.delete("iris");
        assertThat(stored()).isZero();
    }

    @Test
    void what_a_killed_process_left_is_removed_by_the_next_import() {
        jdbc.update("insert into dataset (id, state, row_count, chunk_rows, stored_bytes, columns_json, warnings_json, created_at, touched_at)"
                + " values ('ds_left', 'STORING', 0, 1, 0, '[]', '[]', timestamp with time zone '2020-01-01 00:00:00+00', timestamp with time zone '2020-01-01 00:00:00+00')");
        jdbc.update("insert into dataset_chunk values ('ds_left', 0, 0, ?)", new byte[] {1});
        read("iris.csv");
        assertThat(jdbc.queryForObject("select count(*) from dataset_chunk where dataset_id = 'ds_left'", Long.class)).isZero();
        assertThat(jdbc.queryForObject("select count(*) from dataset where id = 'ds_left'", Long.class)).isZero();
    }

    @Test
    void a_start_on_an_embedded_database_removes_what_was_being_stored_a_moment_ago() {
        jdbc.update("insert into dataset (id, state, row_count, chunk_rows, stored_bytes, columns_json, warnings_json, created_at, touched_at)"
                + " values ('ds_recent', 'STORING', 0, 1, 0, '[]', '[]', current_timestamp, current_timestamp)");
        imports.afterSingletonsInstantiated();
        assertThat(stored()).isZero();
    }

    @Test
    void quantiles_of_a_long_column_are_exact() {
        // 300,000 rows are more than are sorted in memory: −150,000 … 149,999 in a scattered order, so quantile p is −150,000 + p · 299,999.
        var text = new StringBuilder("x\n");
        for (int i = 0; i < 300_000; i++) {
            text.append((i * 7919L) % 300_000 - 150_000).append('\n');
        }
        var x = create("long", text.toString().getBytes(StandardCharsets.UTF_8)).columns().getFirst();
        assertFigures(x, -150_000, 149_999, -0.5, Math.sqrt((300_000.0 * 300_000 - 1) / 12), -135_000.05, -75_000.25, -0.5, 74_999.25, 134_999.05);
        var values = datasets.table("long").numeric("x");
        assertThat(values[123_457]).isEqualTo((123_457 * 7919L) % 300_000 - 150_000);
        assertThat(datasets.rows("long", 131_070, 3)).extracting(row -> row.get("x")).containsExactly(values[131_070], values[131_071], values[131_072]);
    }

    private DatasetView read(String file) {
        try (var in = getClass().getResourceAsStream("/datasets/" + file)) {
            return create(file.replace(".csv", ""), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatasetView create(String name, byte[] content) {
        var upload = new Upload() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public long bytes() {
                return content.length;
            }
        };
        return imports.publish(imports.store(new NewDataset(name, name, UploadedFile.read(upload, ReadOptions.none(), limits), ReadOptions.none())));
    }

    private long stored() {
        return jdbc.queryForObject("select (select count(*) from dataset) + (select count(*) from dataset_chunk) + (select count(*) from dataset_category)", Long.class);
    }

    private static ColumnSummary column(DatasetView dataset, String name) {
        return dataset.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    private static void assertFigures(ColumnSummary column, double min, double max, double mean, double std, double... quantiles) {
        var q = column.quantiles();
        assertThat(new double[] {column.min(), column.max()}).containsExactly(min, max);
        assertThat(new double[] {column.mean(), column.std(), q.q05(), q.q25(), q.q50(), q.q75(), q.q95()})
                .containsExactly(new double[] {mean, std, quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4]}, within(1e-12 * Math.max(1, Math.abs(max))));
    }
}
