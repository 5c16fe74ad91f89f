package dev.descent.dataset.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some columns of a source, by name and row: numbers, texts, and null where a value is missing. */
final class Moments implements RowSink {

    private final Profile profile;
    private final Map<String, List<Object>> kept = new HashMap<>();
    /** By column of the source; null where a column is not kept. */
    private final List<List<Object>> columns = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Long> lines = new ArrayList<>();

    Moments(Profile profile, List<String> names) {
        this.profile = profile;
        for (var column : profile.columns()) {
            columns.add(names.contains(column.name()) ? new ArrayList<>() : null);
            kept.put(column.name(), columns.getLast());
        }
    }

    int rows() {
        return lines.size();
    }

    /** Number of the columns that are kept. */
    long width() {
        return columns.stream().filter(column -> column != null).count();
    }

    Object value(String name, int row) {
        var column = kept.get(name);
        return row < column.size() ? column.get(row) : null;
    }

    long line(int row) {
        return lines.get(row);
    }

    @Override
    public void number(int column, double value) {
        put(column, isNumeric(column) ? (Object) value : NumberText.format(value));
    }

    @Override
    public void text(int column, String value) {
        raw(column, value.toCharArray(), 0, value.length());
    }

    @Override
    public void raw(int column, char[] buffer, int offset, int length) {
        if (column >= columns.size() || columns.get(column) == null) {
            return;
        }
        if (!isNumeric(column)) {
            put(column, texts.computeIfAbsent(new String(buffer, offset, length), text -> text));
        } else if (NumberText.kindInFile(buffer, offset, length).isNumber(profile.decimal())) {
            put(column, NumberText.parse(buffer, offset, length, profile.decimal()));
        }
    }

    private boolean isNumeric(int column) {
        return column < profile.columns().size() && profile.columns().get(column).type() == ColumnType.NUMERIC;
    }

    private void put(int column, Object value) {
        if (column < columns.size() && columns.get(column) != null) {
            var values = columns.get(column);
            while (values.size() < lines.size()) {
                values.add(null);
            }
            values.add(value);
        }
    }

    @Override
    public boolean endRow(long line) {
        lines.add(line);
        return true;
    }
}
