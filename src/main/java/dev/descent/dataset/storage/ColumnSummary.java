package dev.descent.dataset.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.dataset.format.ColumnType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What is known of a column without reading its values.
 *
 * @param missing    rows without a value; every other figure leaves them out
 * @param std        the population's standard deviation
 * @param distinct   number of categories
 * @param categories the first {@value #SHOWN} categories in their fixed order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DatasetColumn")
public record ColumnSummary(String name, ColumnType type, long missing, Double min, Double max, Double mean, Double std, Quantiles quantiles,
        Integer distinct, List<Category> categories) {

    public static final int SHOWN = 1000;

    /** Between two values by linear interpolation (type 7 of Hyndman and Fan 1996). */
    public record Quantiles(double q05, double q25, double q50, double q75, double q95) {}

    @Schema(name = "DatasetCategory")
    public record Category(String value, long count) {}

    public boolean constant() {
        return type == ColumnType.NUMERIC ? min == null || min.equals(max) : distinct <= 1;
    }
}
