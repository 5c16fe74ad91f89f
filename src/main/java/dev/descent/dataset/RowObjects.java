package dev.descent.dataset;

import dev.descent.dataset.format.ColumnPlan;
import dev.descent.dataset.format.ColumnType;
import dev.descent.dataset.format.NumberText;
import dev.descent.dataset.format.NumberText.Kind;
import dev.descent.dataset.format.RowSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects rows as objects by column name; a missing value is null. */
final class RowObjects implements RowSink {

    private static final long MOST_CHARACTERS = 4 << 20;

    private final List<ColumnPlan> columns;
    private final char decimal;
    private final int least;
    private final int most;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private Map<String, Object> row;
    private long characters;

    RowObjects(List<ColumnPlan> columns, char decimal, int most) {
        this(columns, decimal, most, most);
    }

    /** @param least rows, however long. @param most rows, fewer where their texts are long */
    RowObjects(List<ColumnPlan> columns, char decimal, int least, int most) {
        this.columns = columns;
        this.decimal = decimal;
        this.least = least;
        this.most = most;
        this.row = empty();
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    @Override
    public void number(int column, double value) {
        row.put(columns.get(column).name(), columns.get(column).type() == ColumnType.NUMERIC ? (Object) value : NumberText.format(value));
    }

    @Override
    public void text(int column, String value) {
        raw(column, value.toCharArray(), 0, value.length());
    }

    /** A text in a numeric column that is no number stays a text: a preview shows what is wrong. */
    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        var plan = columns.get(column);
        characters += length;
        if (plan.type() == ColumnType.NUMERIC) {
            row.put(plan.name(), cell(NumberText.kindInFile(buffer, offset, length), buffer, offset, length));
        } else {
            row.put(plan.name(), new String(buffer, offset, length));
        }
    }

    private Object cell(Kind kind, char[] buffer, int offset, int length) {
        if (kind == Kind.PLACEHOLDER) {
            return null;
        }
        return kind.isNumber(decimal) ? (Object) NumberText.parse(buffer, offset, length, decimal) : new String(buffer, offset, length);
    }

    @Override
    public boolean endRow(long line) {
        rows.add(row);
        row = empty();
        return rows.size() < (characters < MOST_CHARACTERS ? most : least);
    }

    private Map<String, Object> empty() {
        var empty = new LinkedHashMap<String, Object>();
        columns.forEach(column -> empty.put(column.name(), null));
        return empty;
    }
}
