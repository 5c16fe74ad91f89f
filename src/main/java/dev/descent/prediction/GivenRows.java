package dev.descent.prediction;

import java.util.List;
import java.util.Map;

/**
 * Rows to predict, as they were sent.
 *
 * @param rows     cells by column: a Double, a String, null where a value is missing, and anything else is of the wrong type
 * @param textual  whether every cell came as text, so that numbers have to be read from it
 */
public record GivenRows(List<Map<String, Object>> rows, boolean textual) {}
