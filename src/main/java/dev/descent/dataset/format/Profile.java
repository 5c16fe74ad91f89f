package dev.descent.dataset.format;

import com.fasterxml.jackson.annotation.JsonInclude;
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

    /**
     * How many cells of a column were numbers, texts and missing.
     *
     * @param firstText line of the first cell that is no number; absent without any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(long numbers, long texts, long missing, Long firstText) {}

    /** Of a source that declares its types and cannot be wrong. */
    public static Profile known(List<ColumnPlan> columns, long rows) {
        return new Profile(columns, List.of(), rows, '.', new RowProblems());
    }

    /** @param limits refuses a body that is too large as soon as it is known to be */
    public static Profile of(RowSource source, ReadOptions options, SizeLimits limits) {
        var profiler = new Profiler(limits);
        var problems = new RowProblems();
        source.read(profiler, problems);
        var names = named(source.columns(), profiler);
        ColumnNames.check(names, source::headerPointer, problems);
        options.types().keySet().stream().filter(name -> !names.contains(name)).sorted().forEach(name ->
                problems.add(SpecProblem.child("/options/types", name), ProblemCode.UNKNOWN_PROPERTY, "there is no column \"" + name + "\""));
        var evidence = profiler.evidence(names.size());
        char decimal = decimal(options, evidence, source.dialect());
        boolean ambiguous = isAmbiguous(evidence, source.dialect());
        var columns = new ArrayList<ColumnPlan>();
        for (int c = 0; c < names.size(); c++) {
            columns.add(new ColumnPlan(names.get(c), decide(source, names.get(c), c, evidence.get(c), options, decimal, ambiguous, problems)));
        }
        var shown = evidence.stream().map(e -> shown(e, decimal, profiler.rows())).toList();
        if (profiler.rows() == 0 && problems.shown().isEmpty()) {
            throw new Problem(ProblemCode.DATASET_EMPTY, "There is no row of data");
        }
        return new Profile(List.copyOf(columns), shown, profiler.rows(), decimal, problems);
    }

    /** Without what trailing delimiters make: columns at the end that have neither a name nor a value. */
    private static List<String> named(List<String> names, Profiler profiler) {
        int count = names.size();
        while (count > 1 && names.get(count - 1).isBlank() && profiler.evidence(names.size()).get(count - 1).present() == 0) {
            count--;
        }
        return names.subList(0, count);
    }

    private static char decimal(ReadOptions options, List<ColumnEvidence> evidence, Dialect dialect) {
        if (options.decimal() != null) {
            return options.decimal().charAt(0);
        }
        boolean comma = evidence.stream().anyMatch(ColumnEvidence::needsComma) || ";".equals(dialect.delimiter()) && evidence.stream().anyMatch(ColumnEvidence::mayNeedComma);
        return comma && evidence.stream().noneMatch(ColumnEvidence::needsPoint) ? ',' : '.';
    }

    /** In a file without any other fraction, 1,234 may be more than a thousand or little more than one. Between commas or semicolons custom decides, elsewhere nobody can. */
    private static boolean isAmbiguous(List<ColumnEvidence> evidence, Dialect dialect) {
        return dialect.delimiter() != null && !",;".contains(dialect.delimiter()) && evidence.stream().noneMatch(column -> column.looksNumeric() && column.written('.') + column.written(',') > 0);
    }

    private static ColumnType decide(RowSource source, String name, int column, ColumnEvidence evidence, ReadOptions options, char decimal, boolean ambiguous, RowProblems problems) {
        var type = options.types().get(name);
        if (type == ColumnType.CATEGORICAL || type == null && !evidence.looksNumeric()) {
            return ColumnType.CATEGORICAL;
        }
        char other = decimal == '.' ? ',' : '.';
        if (type == null && options.decimal() != null && evidence.written(other) > 0 && evidence.written(decimal) == 0) {
            return ColumnType.CATEGORICAL;
        }
        report(source, name, column, evidence, Kind.WORD, ProblemCode.INVALID_CELL, "is not a number", problems);
        for (var kind : other == ',' ? List.of(Kind.WITH_COMMA, Kind.GROUPED_BY_POINT) : List.of(Kind.WITH_POINT, Kind.GROUPED_BY_COMMA)) {
            report(source, name, column, evidence, kind, ProblemCode.NON_FINITE_VALUE, "has another decimal separator than \"" + decimal + "\"", problems);
        }
        if (ambiguous && options.decimal() == null) {
            report(source, name, column, evidence, Kind.COMMA_OR_GROUP, ProblemCode.INVALID_CELL, "may have a decimal comma or a comma between thousands; say which by options.decimal", problems);
        }
        if (evidence.otherMarkLine() > 0) {
            problems.add(source.pointer(evidence.otherMarkLine(), column), ProblemCode.INVALID_CELL, source.place(evidence.otherMarkLine()) + ": the value of column \"" + name
                    + "\" has another percent sign or currency than the first one, or only one of the two has any");
        }
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
        long numbers = evidence.numbers(decimal);
        long placeholders = evidence.looksNumeric() ? evidence.count(Kind.PLACEHOLDER) : 0;
        var words = evidence.lines(Kind.WORD);
        return new Evidence(numbers, evidence.present() - numbers - placeholders, rows - evidence.present() + placeholders, words.length == 0 ? null : words[0]);
    }
}
