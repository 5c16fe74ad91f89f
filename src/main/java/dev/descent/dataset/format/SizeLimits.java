package dev.descent.dataset.format;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.util.List;
import java.util.Map;

/**
 * How large a dataset may be. Each check answers 413 with the limit and what was met.
 *
 * @param bytes         of a file, packed or not
 * @param unpackedRatio unpacked bytes per packed byte
 * @param fieldChars    characters of one cell
 */
public record SizeLimits(long bytes, int columns, long rows, long cells, int unpackedRatio, int fieldChars) {

    public void checkBytes(long actual) {
        check("bytes", bytes, actual);
    }

    public void checkColumns(long actual) {
        check("columns", columns, actual);
    }

    public void checkRows(long actualRows, int actualColumns) {
        check("rows", rows, actualRows);
        check("cells", cells, actualRows * actualColumns);
    }

    private static void check(String what, long limit, long actual) {
        if (actual > limit) {
            throw new Problem(ProblemCode.DATASET_TOO_LARGE, "A dataset may have at most " + limit + " " + what + "; this one has " + actual + " or more",
                    List.of(), Map.of("limit", limit, "actual", actual, "unit", what));
        }
    }
}
