package dev.descent.nn.spec;

import dev.descent.nn.graph.Filled;
import dev.descent.nn.graph.FormulaException;
import dev.descent.nn.graph.FormulaParser;
import dev.descent.nn.graph.GraphBuilder;
import dev.descent.nn.graph.Shape;
import dev.descent.nn.graph.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a {@link FormulaSpec} into a {@link Formula}, or tells everything that stands in the way. */
final class FormulaChecker {

    static final String REJECTED = "expression-rejected";
    private static final String CODE = "invalid-model-spec";

    private final FormulaSpec spec;
    private final String pointer;
    private final SpecProblems problems;

    FormulaChecker(FormulaSpec spec, String pointer, SpecProblems problems) {
        this.spec = spec;
        this.pointer = pointer;
        this.problems = problems;
    }

    /** @param features null where they are not known: the columns stand for them in the order in which they come up */
    Optional<Formula> check(List<String> features) {
        int before = problems.size();
        var names = names();
        names.ifPresent(found -> checkParameters(found.keySet()));
        var columns = features == null ? List.copyOf(spec.columns().keySet()) : features;
        names.ifPresent(found -> checkColumns(found, columns));
        return problems.size() == before ? Optional.of(new Formula(spec, columns)) : Optional.empty();
    }

    /** All names in the formula with the position of the first use; empty after a problem was told. */
    Optional<Map<String, Integer>> names() {
        var graph = new GraphBuilder();
        var names = new LinkedHashMap<String, Integer>();
        try {
            FormulaParser.parse(spec.formula(), graph, (name, position) -> {
                names.putIfAbsent(name, position);
                return graph.source(Source.Kind.PARAMETER, name, Shape.line());
            });
        } catch (FormulaException e) {
            problems.add(pointer + "/formula", REJECTED, e.getMessage());
            return Optional.empty();
        }
        graph.nodes().stream().map(node -> node.op()).filter(op -> op instanceof Filled(double number, Shape _) && !Float.isFinite((float) number)).findFirst()
                .ifPresent(op -> problems.add(pointer + "/formula", "constraint-violation", "must hold numbers within the range of float32 (has "
                        + ((Filled) op).number() + ")"));
        return Optional.of(names);
    }

    private void checkParameters(Set<String> names) {
        spec.parameters().forEach((name, value) -> {
            String place = SpecProblem.child(pointer + "/parameters", name);
            if (!names.contains(name)) {
                problems.add(place, CODE, "does not stand in the formula");
            }
            if (value == null || !Float.isFinite(value.floatValue())) {
                problems.add(place, "constraint-violation", "must be within the range of float32");
            }
        });
    }

    private void checkColumns(Map<String, Integer> names, List<String> columns) {
        if (spec.parameters().keySet().containsAll(names.keySet())) {
            problems.add(pointer + "/formula", CODE, "must name a column of the dataset besides its parameters");
        }
        names.forEach((name, position) -> {
            if (!spec.parameters().containsKey(name) && !columns.contains(name)) {
                problems.add(pointer + "/formula", REJECTED, "position " + position + ": \"" + name + "\" is neither a parameter nor a feature");
            }
        });
    }
}
