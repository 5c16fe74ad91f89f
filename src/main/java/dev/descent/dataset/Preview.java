package dev.descent.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.Dialect;
import dev.descent.dataset.format.Profile;
import dev.descent.dataset.format.RowProblems;
import dev.descent.dataset.format.RowSource;
import dev.descent.dataset.storage.ColumnSummary.Category;
import dev.descent.nn.spec.SpecProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a dataset would become. Nothing of it is stored.
 *
 * @param decimal     separator of fractions
 * @param firstRows   up to {@value #SHOWN} rows by column name
 * @param sampledRows how many of the first rows histograms and commonest values are made of
 * @param rejected    what stands in the way
 */
@Schema(name = "DatasetPreview")
public record Preview(Dialect dialect, String decimal, long rows, List<Column> columns, List<Map<String, Object>> firstRows, int sampledRows, Rejected rejected) {

    static final int SHOWN = 10;
    private static final int COMMONEST = 10;
    private static final int MOST_ROWS = 5000;
    /** Rows of wide tables are fewer. */
    private static final int MOST_CELLS = 100_000;

    /**
     * @param evidence  cells that are numbers, texts and missing; absent where the type is declared by a generator
     * @param histogram of numbers; absent without any
     * @param distinct  number of categories among the sampled rows
     * @param commonest up to {@value #COMMONEST} categories, the most frequent first
     */
    @Schema(name = "DatasetPreviewColumn")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(String name, ColumnType type, Profile.Evidence evidence, Histogram histogram, Integer distinct, List<Category> commonest) {

        static Column of(ColumnPlan plan, Profile.Evidence evidence, List<Object> values) {
            if (plan.type() == ColumnType.NUMERIC) {
                var numbers = values.stream().filter(Double.class::isInstance).map(Double.class::cast).toList();
                return new Column(plan.name(), plan.type(), evidence, Histogram.of(numbers), null, null);
            }
            var counts = values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            var commonest = counts.entrySet().stream().map(entry -> new Category((String) entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparingLong(Category::count).reversed().thenComparing(Category::value)).limit(COMMONEST).toList();
            return new Column(plan.name(), plan.type(), evidence, null, counts.size(), commonest);
        }
    }

    /** @param total how many problems there are, of which the first are listed */
    @Schema(name = "DatasetPreviewRejected")
    public record Rejected(long total, List<SpecProblem> errors) {}

    static Preview of(RowSource source, Profile profile) {
        var sample = new RowObjects(profile.columns(), profile.decimal(), SHOWN, Math.clamp(MOST_CELLS / Math.max(1, profile.columns().size()), SHOWN, MOST_ROWS));
        source.read(sample, new RowProblems());
        var columns = new ArrayList<Column>();
        for (int c = 0; c < profile.columns().size(); c++) {
            var plan = profile.columns().get(c);
            var values = sample.rows().stream().map(row -> row.get(plan.name())).filter(Objects::nonNull).toList();
            columns.add(Column.of(plan, profile.evidence().isEmpty() ? null : profile.evidence().get(c), values));
        }
        var first = List.copyOf(sample.rows().subList(0, Math.min(SHOWN, sample.rows().size())));
        return new Preview(source.dialect(), String.valueOf(profile.decimal()), profile.rows(), List.copyOf(columns), first, sample.rows().size(),
                new Rejected(profile.problems().total(), profile.problems().shown()));
    }
}
