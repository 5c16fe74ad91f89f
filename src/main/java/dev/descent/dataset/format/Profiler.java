package dev.descent.dataset.format;

import dev.descent.dataset.format.NumberText.Kind;
import java.util.ArrayList;
import java.util.List;

/** Looks at every cell and keeps counts only. */
final class Profiler implements RowSink {

    private final SizeLimits limits;
    private final List<ColumnEvidence> columns = new ArrayList<>();
    private final List<Kind> pending = new ArrayList<>();
    private long rows;

    Profiler(SizeLimits limits) {
        this.limits = limits;
    }

    @Override
    public void number(int column, double value) {
        note(column, Double.isFinite(value) ? Kind.WHOLE : Kind.TOO_LARGE);
    }

    @Override
    public void text(int column, String value) {
        note(column, NumberText.kind(value));
        columns.get(column).declaredWord();
    }

    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        grow(column + 1);
        var evidence = columns.get(column);
        pending.set(column, evidence.isUndecided() ? evidence.look(buffer, offset, length) : NumberText.kind(buffer, offset, length));
    }

    @Override
    public boolean endRow(long line) {
        for (int c = 0; c < pending.size(); c++) {
            if (pending.get(c) != null) {
                columns.get(c).cell(pending.get(c), line);
                pending.set(c, null);
            }
        }
        rows++;
        limits.checkRows(rows, columns.size());
        return true;
    }

    long rows() {
        return rows;
    }

    List<ColumnEvidence> evidence(int count) {
        grow(count);
        return columns.subList(0, count);
    }

    private void note(int column, Kind kind) {
        grow(column + 1);
        pending.set(column, kind);
    }

    private void grow(int count) {
        while (columns.size() < count) {
            limits.checkColumns(columns.size() + 1L);
            columns.add(new ColumnEvidence());
            pending.add(null);
        }
    }
}
