package dev.descent.dataset;

import dev.descent.dataset.format.InlineRows;
import dev.descent.dataset.format.ReadOptions;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.generator.Generator;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.support.BodyLimit;
import dev.descent.support.Printable;
import dev.descent.support.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A dataset that stands in the request: rows, or the recipe of them. Exactly one of the two. */
@BodyLimit(content = BodyLimit.Content.ROWS, tokens = 4_000_000, problem = "dataset-too-large")
@Schema(example = DatasetRequest.MOONS)
public record DatasetRequest(
        @Schema(description = "Unique; by default made up from the source")
        @Size(min = 1, max = 200) @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE) String name,
        @Schema(description = "Names of the columns of rows")
        @Size(min = 1) List<String> columns,
        @Schema(description = "One array per row: numbers, strings, booleans, null where a value is missing")
        List<JsonNode> rows,
        ReadOptions options,
        Generator generator) {

    static final String MOONS = """
            {"generator":{"type":"moons","rows":1000,"noise":0.1,"seed":7}}""";

    /** @throws Problem naming everything that does not fit together */
    public NewDataset toNewDataset(SizeLimits limits) {
        var problems = new SpecProblems();
        if ((rows == null) == (generator == null)) {
            problems.add("", "constraint-violation", "exactly one of rows and generator must be given");
        } else if (rows != null && columns == null) {
            problems.add("/columns", "missing-property", "is required with rows");
        } else if (generator != null) {
            generator.problems().forEach(problem -> problems.add("/generator" + problem.pointer(), problem.code(), problem.detail()));
            if (columns != null) {
                problems.add("/columns", "constraint-violation", "a generator names its columns itself");
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        var how = options == null ? ReadOptions.none() : options;
        return generator == null
                ? NewDataset.of(name, "dataset", new InlineRows(columns, rows, how, limits), how, limits)
                : NewDataset.of(name, generator.type(), generator, how, limits);
    }
}
