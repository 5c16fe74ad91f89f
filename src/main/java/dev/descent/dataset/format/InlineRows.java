package dev.descent.dataset.format;

import dev.descent.support.ProblemCode;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Rows that stand in the request itself: arrays of numbers, strings, booleans and nulls. */
public final class InlineRows implements RowSource {

    private final List<String> columns;
    private final List<JsonNode> rows;
    private final Set<String> nullValues;
    private final SizeLimits limits;

    public InlineRows(List<String> columns, List<JsonNode> rows, ReadOptions options, SizeLimits limits) {
        this.columns = columns;
        this.rows = rows;
        this.nullValues = options.nullValues() == null ? Set.of() : Set.copyOf(options.nullValues());
        this.limits = limits;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void read(RowSink sink, RowProblems problems) {
        boolean goOn = true;
        for (int r = 0; r < rows.size() && goOn; r++) {
            var row = rows.get(r);
            if (!row.isArray()) {
                problems.add("/rows/" + r, ProblemCode.INVALID_TYPE, "row " + r + " must be an array with one value per column");
            } else if (row.size() != columns.size()) {
                problems.add("/rows/" + r, ProblemCode.CSV_RAGGED_ROW, "row " + r + " has " + row.size() + " values, there are " + columns.size() + " columns");
            } else {
                for (int c = 0; c < columns.size(); c++) {
                    cell(row.get(c), r, c, sink, problems);
                }
            }
            goOn = sink.endRow(r);
        }
    }

    @Override
    public String pointer(long line, int column) {
        return "/rows/" + line + "/" + column;
    }

    @Override
    public String headerPointer(int column) {
        return "/columns/" + column;
    }

    @Override
    public Dialect dialect() {
        return new Dialect("rows", null, null);
    }

    @Override
    public String place(long line) {
        return "row " + line;
    }

    private void cell(JsonNode cell, int r, int c, RowSink sink, RowProblems problems) {
        switch (cell.getNodeType()) {
            case NUMBER -> sink.number(c, cell.doubleValue());
            case STRING -> {
                if (cell.stringValue().length() > limits.fieldChars()) {
                    problems.add(pointer(r, c), ProblemCode.CSV_FIELD_TOO_LONG, "must have at most " + limits.fieldChars() + " characters (was " + cell.stringValue().length() + ")");
                } else if (!nullValues.contains(cell.stringValue())) {
                    sink.text(c, cell.stringValue());
                }
            }
            case BOOLEAN -> sink.text(c, cell.booleanValue() ? "true" : "false");
            case NULL, MISSING -> { }
            case ARRAY, OBJECT, BINARY, POJO -> problems.add(pointer(r, c), ProblemCode.INVALID_TYPE, "must be a number, a string, a boolean or null");
        }
    }
}
