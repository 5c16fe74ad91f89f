package dev.descent.dataset.format;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a column are: numbers on a scale, or names of classes. */
public enum ColumnType {
    @JsonProperty("numeric") NUMERIC,
    @JsonProperty("categorical") CATEGORICAL
}
