package dev.descent.nn.data;

import java.util.List;
import java.util.Optional;

/** Names and types of a table's columns, in order. */
public record Schema(List<Column> columns) {

    public enum Type { NUMERIC, CATEGORICAL }

    /**
     * @param categories the distinct values of a categorical column in their fixed order: by value where all are
     *                   numbers, by code point otherwise; empty for a numeric column
     * @param missing    number of rows without a value
     */
    public record Column(String name, Type type, List<String> categories, long missing) {}

    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
