package dev.descent.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.Dialect;
import dev.descent.dataset.format.Profile;
import dev.descent.dataset.format.RowProblems;
import dev.descent.dataset.format.RowSource;
import dev.descent.nn.spec.SpecProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a dataset would become. Nothing of it is stored.
 *
 * @param decimal   separator of fractions
 * @param firstRows up to {@value #SHOWN} rows by column name
 * @param rejected  what stands in the way
 */
@Schema(name = "DatasetPreview")
public record Preview(Dialect dialect, String decimal, long rows, List<Column> columns, List<Map<String, Object>> firstRows, Rejected rejected) {

    static final int SHOWN = 10;

    /** @param evidence cells that are numbers, texts and missing; absent where the type is declared by a generator */
    @Schema(name = "DatasetPreviewColumn")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(String name, ColumnType type, Profile.Evidence evidence) {}

    /** @param total how many problems there are, of which the first are listed */
    @Schema(name = "DatasetPreviewRejected")
    public record Rejected(long total, List<SpecProblem> errors) {}

    static Preview of(RowSource source, Profile profile) {
        var columns = new ArrayList<Column>();
        for (int c = 0; c < profile.columns().size(); c++) {
            var plan = profile.columns().get(c);
            columns.add(new Column(plan.name(), plan.type(), profile.evidence().isEmpty() ? null : profile.evidence().get(c)));
        }
        var first = new RowObjects(profile.columns(), profile.decimal(), SHOWN);
        source.read(first, new RowProblems());
        return new Preview(source.dialect(), String.valueOf(profile.decimal()), profile.rows(), List.copyOf(columns), first.rows(),
                new Rejected(profile.problems().total(), profile.problems().shown()));
    }
}
