package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The first reading of a body: columns, their types decided from all rows, and everything that is wrong with it.
 *
 * @param decimal separator of fractions in its texts
 */
public record Profile(List<ColumnPlan> columns, List<Evidence> evidence, long rows, char decimal, RowProblems problems) {

    /** How many cells of a column were numbers, texts and missing. */
    public record Evidence(long numbers, long texts, long missing) {}

    /** Of a source that declares its types and cannot be wrong. */
    public static Profile known(List<ColumnPlan> columns, long rows) {
        return new Profile(columns, List.of(), rows, '.', new RowProblems());
    }

    /** @param limits refuses a body that is too large as soon as it is known to be */
    public static Profile of(RowSource source, ReadOptions options, SizeLimits limits) {
        var profiler = new Profiler(limits);
        var problems = new RowProblems();
        source.read(profiler, problems);
        var names = source.columns();
        ColumnNames.check(names, source::headerPointer, problems);
        options.types().keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(name ->
                problems.add(SpecProblem.child("/options/types", name), ProblemCode.UNKNOWN_PROPERTY, "there is no column \"" + name + "\""));
        var evidence = profiler.evidence(names.size());
        char decimal = decimal(options, evidence, source.mayHaveDecimalComma());
        var columns = new ArrayList<ColumnPlan>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(new ColumnPlan(names.get(c), decide(source, names.get(c), c, evidence.get(c), options.types(), decimal, problems)));
        }
        var shown = evidence.stream().map(e -> shown(e, decimal, profiler.rows())).toList();
        if (profiler.rows() == 0 && problems.shown().isEmpty()) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "There is no row of data");
        }
        return new Profile(List.copyOf(columns), shown, profiler.rows(), decimal, problems);
    }

    private static char decimal(ReadOptions options, List<ColumnEvidence> evidence, boolean maybeComma) {
        if (options.decimal() != null) {
            return options.decimal().charAt(0);
        }
        boolean comma = maybeComma && evidence.stream().anyMatch(ColumnEvidence::needsComma) && evidence.stream().noneMatch(ColumnEvidence::needsPoint);
        return comma ? ',' : '.';
    }

    private static ColumnType decide(RowSource source, String name, int column, ColumnEvidence evidence, Map<String, ColumnType> declared, char decimal, RowProblems problems) {
        var type = declared.get(name);
        if (type == ColumnType.CATEGORICAL || type == null && !evidence.looksNumeric()) {
            return ColumnType.CATEGORICAL;
        }
        var other = decimal == '.' ? Kind.WITH_COMMA : Kind.WITH_POINT;
        boolean mixed = evidence.count(other) > 0 && evidence.count(decimal == '.' ? Kind.WITH_POINT : Kind.WITH_COMMA) > 0;
        if (type == null && evidence.count(other) > 0 && !mixed) {
            return ColumnType.CATEGORICAL;
        }
        report(source, name, column, evidence, Kind.WORD, ProblemCode.INVALID_CELL, "is not a number", problems);
        report(source, name, column, evidence, other, ProblemCode.NON_FINITE_VALUE, "has another decimal separator than \"" + decimal + "\"", problems);
        report(source, name, column, evidence, Kind.TOO_LARGE, ProblemCode.NON_FINITE_VALUE, "is beyond the range of doubles", problems);
        report(source, name, column, evidence, Kind.NOT_FINITE, ProblemCode.NON_FINITE_VALUE,
                "is not a finite number; name its text in options.nullValues to have it read as missing", problems);
        return ColumnType.NUMERIC;
    }

    private static void report(RowSource source, String name, int column, ColumnEvidence evidence, Kind kind, ProblemCode code, String what, RowProblems problems) {
        var lines = evidence.lines(kind);
        for (long line : lines) {
            problems.add(source.pointer(line, column), code, source.place(line) + ": the value of column \"" + name + "\" " + what);
        }
        problems.addUnnamed(evidence.count(kind) - lines.length);
    }

    private static Evidence shown(ColumnEvidence evidence, char decimal, long rows) {
        long numbers = evidence.count(Kind.WHOLE) + evidence.count(decimal == '.' ? Kind.WITH_POINT : Kind.WITH_COMMA);
        return new Evidence(numbers, evidence.present() - numbers, rows - evidence.present());
    }
}
