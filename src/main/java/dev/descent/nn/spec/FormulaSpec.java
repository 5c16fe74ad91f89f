package dev.descent.nn.spec;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Any differentiable expression; see {@link dev.descent.nn.graph.FormulaParser} for the language.
 *
 * @param parameters start of each value that is fitted, by its name; every other name is a column of the dataset
 */
public record FormulaSpec(@NotNull String formula, @NotNull @Size(min = 1, max = 1000) Map<@Size(min = 1, max = 200) String, Double> parameters)
        implements ModelSpec {

    @Override
    public Optional<Formula> check(Surroundings surroundings, SpecLimits limits, String pointer, SpecProblems problems) {
        return new FormulaChecker(this, pointer, problems).check(surroundings.features());
    }

    /** The columns that it names with the position of each, in the order in which they come up; empty if it cannot be read. */
    Map<String, Integer> columns() {
        return new FormulaChecker(this, "", new SpecProblems()).names().map(names -> {
            var columns = new LinkedHashMap<>(names);
            columns.keySet().removeAll(parameters.keySet());
            return columns;
        }).orElseGet(LinkedHashMap::new);
    }
}
