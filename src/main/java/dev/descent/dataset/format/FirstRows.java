package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the first rows of a text say about its columns, and only what no later row can change without being found out. */
final class FirstRows {

    private static final int ROWS = 1000;

    private FirstRows() {}

    /** Empty where it is not clear, or something is wrong. A column with a word stays one of words; one with numbers only has to go on like that. */
    static Optional<List<ColumnPlan>> plan(RowSource source, ReadOptions options, SizeLimits limits) {
        if (options.decimal() != null && !options.decimal().equals(".") || options.types().keySet().stream().anyMatch(name -> !source.columns().contains(name))) {
            return Optional.empty();
        }
        var profiler = new Profiler(limits);
        var problems = new RowProblems();
        source.read(new Some(profiler), problems);
        var names = source.columns();
        ColumnNames.check(names, source::headerPointer, problems);
        if (problems.total() > 0 || profiler.rows() == 0) {
            return Optional.empty();
        }
        var evidence = profiler.evidence(names.size());
        var plan = new ArrayList<ColumnPlan>();
        for (int c = 0; c < names.size(); c++) {
            var declared = options.types().get(names.get(c));
            boolean categorical = declared == ColumnType.CATEGORICAL || declared == null && evidence.get(c).count(Kind.WORD) > 0;
            if (!categorical && !isPlain(evidence.get(c))) {
                return Optional.empty();
            }
            plan.add(new ColumnPlan(names.get(c), categorical ? ColumnType.CATEGORICAL : ColumnType.NUMERIC));
        }
        return Optional.of(List.copyOf(plan));
    }

    private static boolean isPlain(ColumnEvidence column) {
        return column.count(Kind.WHOLE) + column.count(Kind.WITH_POINT) + column.count(Kind.POINT_OR_GROUP) == column.present() && !column.hasMarks() && !column.looksCoded();
    }

    private record Some(Profiler profiler) implements RowSink {

        @Override
        public void number(int column, double value) {
            profiler.number(column, value);
        }

        @Override
        public void text(int column, String value) {
            profiler.text(column, value);
        }

        @Override
        public void raw(int column, char[] buffer, int offset, int length) {
            profiler.raw(column, buffer, offset, length);
        }

        @Override
        public boolean endRow(long line) {
            return profiler.endRow(line) && profiler.rows() < ROWS;
        }
    }
}
