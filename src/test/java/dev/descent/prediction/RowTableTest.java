package dev.descent.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.data.PreprocessingSpec;
import dev.descent.nn.data.PreprocessingSpec.Missing;
import dev.descent.nn.data.PreprocessingSpec.Numeric;
import dev.descent.nn.loss.BinaryCrossEntropy;
import dev.descent.nn.spec.Task;
import dev.descent.nn.spec.Validation;
import dev.descent.support.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowTableTest {

    private static final MemoryTable TABLE = new MemoryTable(6)
            .with("size", 1, 2, 3, 4, 5, 6)
            .with("a/b~c", 0, 1, 0, 1, 0, 1)
            .with("colour", List.of("red", "1", "red", "1", "red", "1"))
            .with("split", List.of("train", "train", "train", "train", "train", "test"))
            .with("kind", List.of("no", "yes", "no", "yes", "no", "yes"));
    private static final TrainedModel MODEL = Training.of(TABLE, Task.CLASSIFICATION, List.of("kind"), null, null, new Validation(null, null, null, "split", "test"));

    @Test
    void cells_are_read_by_name_and_targets_and_the_split_column_are_ignored() {
        var table = table(row("colour", "red", "kind", "yes", "split", "test", "a/b~c", 1.0, "size", 7.0), row("size", null, "a/b~c", 0.0, "colour", 1.0));
        assertThat(table.numeric("size")).containsExactly(7, Double.NaN);
        assertThat(table.schema().find("colour").orElseThrow().categories()).containsExactly("1", "red");
        assertThat(table.schema().find("kind")).isEmpty();
    }

    @Test
    void every_column_that_does_not_fit_is_named_once() {
        assertThat(problems(row("size", 1.0, "x", 1.0), row("size", 1.0, "x", 1.0, "y", 2.0, "colour", "red"))).containsExactlyInAnyOrder(
                "/rows/0/a~1b~0c feature-mismatch", "/rows/0/colour feature-mismatch", "/rows/0/x feature-mismatch", "/rows/1/y feature-mismatch");
    }

    @Test
    void every_cell_of_the_wrong_type_is_named() {
        assertThat(problems(row("size", "7", "a/b~c", true, "colour", List.of()), row("size", 1e300, "a/b~c", 1.0, "colour", true))).containsExactly(
                "/rows/0/size invalid-type", "/rows/1/size non-finite-value", "/rows/0/a~1b~0c invalid-type", "/rows/0/colour invalid-type");
    }

    @Test
    void a_hundred_problems_are_enough() {
        var rows = Collections.nCopies(1000, row("size", "x", "a/b~c", 1.0, "colour", "red")).toArray(Map[]::new);
        assertThat(problems(rows)).hasSize(100);
    }

    @Test
    void a_missing_number_is_refused_where_the_run_refused_them() {
        var strict = Training.of(TABLE, Task.CLASSIFICATION, List.of("kind"), null, new PreprocessingSpec(null, null, Missing.REJECT), null);
        var given = new GivenRows(List.of(row("size", null, "a/b~c", 1.0, "colour", null, "split", "test")), false);
        assertThat(catchThrowableOfType(Problem.class, () -> RowTable.of(strict, given)).errors()).extracting(e -> e.pointer() + " " + e.code())
                .containsExactly("/rows/0/size missing-property");
    }

    @Test
    void an_unknown_category_counts_as_none_with_a_warning() {
        var known = MODEL.predictor().predict(table(row("size", 3.0, "a/b~c", 0.0, "colour", null)));
        var unknown = MODEL.predictor().predict(table(row("size", 3.0, "a/b~c", 0.0, "colour", "violet")));
        assertThat(unknown.values()).isDeepEqualTo(known.values());
        assertThat(known.warnings()).isEmpty();
        assertThat(unknown.warnings()).singleElement().asString().startsWith("unknown-category: column \"colour\"");
    }

    @Test
    void csv_is_read_with_its_header_its_quotes_and_its_missing_values() {
        var given = CsvRows.read("\uFEFFsize,colour,a/b~c\r\n 1.5 ,\"re\"\"d\",2\r\n,NA,-3e2\r\n".getBytes(StandardCharsets.UTF_8), 10);
        var table = RowTable.of(MODEL, given);
        assertThat(table.numeric("size")).containsExactly(1.5, Double.NaN);
        assertThat(table.numeric("a/b~c")).containsExactly(2, -300);
        assertThat(table.schema().find("colour").orElseThrow().categories()).containsExactly("re\"d");
        assertThat(problems(CsvRows.read("size,colour,a/b~c\n1,red,many\n".getBytes(StandardCharsets.UTF_8), 10))).containsExactly("/rows/0/a~1b~0c invalid-type");
    }

    @Test
    void damaged_csv_is_refused_by_its_own_names() {
        assertCsv("", "dataset-empty");
        assertCsv("a,a\n1,2\n", "invalid-header");
        assertCsv("a,b\n1\n", "csv-ragged-row");
        assertCsv("a,b\n1,2\n1,2\n1,2\n", "batch-too-large");
        assertThatThrownBy(() -> CsvRows.read(new byte[] {(byte) 0xff, 10}, 2)).isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code().slug()).isEqualTo("unsupported-encoding"));
    }

    @Test
    void a_classifier_tells_label_and_probabilities_as_json_and_as_csv() {
        var predictions = MODEL.predictor().predict(table(row("size", 2.0, "a/b~c", 1.0, "colour", "1"), row("size", 3.0, "a/b~c", 0.0, "colour", "red")));
        var predicted = new Predicted(MODEL.name(), predictions, false);
        var view = PredictionView.of(predicted, true).predictions();
        assertThat(view).extracting(PredictionView.Prediction::label).containsExactly("yes", "no");
        assertThat(view.getFirst().probabilities().values().stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-6));
        assertThat(view.getFirst().outputs()).hasSize(2);
        assertThat(new String(PredictionCsv.of(predicted, false), StandardCharsets.UTF_8).lines()).first().isEqualTo("label,probability_no,probability_yes");
        assertThat(new String(PredictionCsv.of(predicted, true), StandardCharsets.UTF_8).lines().skip(1)).allMatch(line -> line.split(",").length == 5)
                .first().asString().startsWith("yes,0.");
    }

    @Test
    void labels_that_are_numbers_keep_their_text() {
        var model = Training.of(new MemoryTable(4).with("x", 0, 1, 0, 1).with("y", 7, 8.5, 7, 8.5), Task.CLASSIFICATION, List.of("y"), null, null, null);
        var predictions = model.predictor().predict(RowTable.of(model, new GivenRows(List.of(row("x", 0.0), row("x", 1.0)), false)));
        assertThat(PredictionView.of(new Predicted(model.name(), predictions, false), false).predictions()).extracting(PredictionView.Prediction::label).containsExactly("7", "8.5");
    }

    @Test
    void numbers_come_in_the_units_of_their_targets() {
        double[] x = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
        var table = new MemoryTable(50).with("x", x).with("y", Arrays.stream(x).map(v -> 100 + 3 * v).toArray());
        var model = Training.of(table, null, List.of("y"), null, null, null);
        var predictions = model.predictor().predict(RowTable.of(model, new GivenRows(List.of(row("x", 10.0)), false)));
        var view = PredictionView.of(new Predicted(model.name(), predictions, false), false).predictions().getFirst();
        assertThat(view.values().get("y")).isCloseTo(130, within(2.0));
        assertThat(view.label()).isNull();
        assertThat(view.probabilities()).isNull();
        assertThat(view.outputs()).isNull();
    }

    @Test
    void independent_logits_are_told_as_probabilities_as_well() {
        var table = new MemoryTable(4).with("x", 0, 1, 0, 1).with("p", 0, 1, 0, 1).with("q", 1, 0, 1, 0);
        var model = Training.of(table, Task.REGRESSION, List.of("p", "q"), new BinaryCrossEntropy(), new PreprocessingSpec(Numeric.NONE, null, null), null);
        var predictions = model.predictor().predict(RowTable.of(model, new GivenRows(List.of(row("x", 1.0)), false)));
        var view = PredictionView.of(new Predicted(model.name(), predictions, model.givesProbabilities()), false).predictions().getFirst();
        assertThat(view.probabilities()).isEqualTo(view.values()).containsOnlyKeys("p", "q");
        assertThat(view.values().get("p")).isBetween(0.8, 1.0);
        assertThat(view.values().get("q")).isBetween(0.0, 0.2);
    }

    @Test
    void a_dataset_without_the_columns_of_the_run_is_refused() {
        DatasetFit.check(MODEL, TABLE);
        var other = new MemoryTable(1).with("size", List.of("large")).with("colour", 1).with("kind", List.of("no"));
        assertThat(catchThrowableOfType(Problem.class, () -> DatasetFit.check(MODEL, other)).errors()).hasSize(3)
                .allSatisfy(error -> assertThat(error.pointer() + " " + error.code()).isEqualTo("/dataset feature-mismatch"));
    }

    private static void assertCsv(String text, String code) {
        assertThatThrownBy(() -> CsvRows.read(text.getBytes(StandardCharsets.UTF_8), 2))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code().slug()).isEqualTo(code));
    }

    @SafeVarargs
    private static dev.descent.nn.data.Table table(Map<String, Object>... rows) {
        return RowTable.of(MODEL, new GivenRows(List.of(rows), false));
    }

    @SafeVarargs
    private static List<String> problems(Map<String, Object>... rows) {
        return problems(new GivenRows(List.of(rows), false));
    }

    private static List<String> problems(GivenRows rows) {
        return catchThrowableOfType(Problem.class, () -> RowTable.of(MODEL, rows)).errors().stream().map(error -> error.pointer() + " " + error.code()).toList();
    }

    /** Names and values in turn. */
    private static Map<String, Object> row(Object... cells) {
        var row = new HashMap<String, Object>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
