package dev.descent.nn.layer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;

/** How far something reaches along rows and columns: one number for both, or {@code [rows, columns]}. */
public final class Extent {

    private static final long MOST = 65_536;

    private final int rows;
    private final int columns;

    private Extent(long rows, long columns) {
        if (Math.min(rows, columns) < 0 || Math.max(rows, columns) > MOST) {
            throw new IllegalArgumentException("must be from 0 to " + MOST + " (was " + rows + " and " + columns + ")");
        }
        this.rows = (int) rows;
        this.columns = (int) columns;
    }

    public static Extent of(int rows, int columns) {
        return new Extent(rows, columns);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Extent of(@Min(0) @Max(MOST) Long both) {
        return new Extent(both, both);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Extent of(@Size(min = 2, max = 2) List<Integer> both) {
        if (both.size() != 2 || both.contains(null)) {
            throw new IllegalArgumentException("must be one number or two, [rows, columns]");
        }
        return new Extent(both.get(0), both.get(1));
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    @JsonValue
    public Object json() {
        return rows == columns ? (Object) rows : List.of(rows, columns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extent extent && extent.rows == rows && extent.columns == columns;
    }

    @Override
    public int hashCode() {
        return 31 * rows + columns;
    }

    @Override
    public String toString() {
        return json().toString();
    }
}
