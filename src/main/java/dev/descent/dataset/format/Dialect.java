package dev.descent.dataset.format;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a body is written.
 *
 * @param format    csv, jsonLines, parquet, npy, idx, rows or generator
 * @param delimiter of CSV, null otherwise
 * @param header    whether the first line of CSV names the columns, null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dialect(String format, String delimiter, Boolean header) {}
