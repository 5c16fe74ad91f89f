package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;

/**
 * Where the validation rows come from: a fraction of the dataset, another dataset, or the rows whose {@code column} holds
 * {@code value} (that column is then no feature).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Validation(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) Double fraction,
        Boolean stratified,
        @Size(min = 1, max = 200) String dataset,
        @Size(min = 1, max = 200) String column,
        @Size(max = 65536) String value) {

    /** No validation, said outright by {@code "validation":null}. */
    public static final Validation NONE = new Validation(1e-300, false, null, null, null);

    public Validation {
        int kinds = (fraction != null || stratified != null ? 1 : 0) + (dataset != null ? 1 : 0) + (column != null || value != null ? 1 : 0);
        if (kinds > 1) {
            throw new IllegalArgumentException("must name one of fraction, dataset, or column with value");
        }
        if ((column == null) != (value == null)) {
            throw new IllegalArgumentException("must name both column and value");
        }
        if (dataset == null && column == null) {
            fraction = fraction == null ? Double.valueOf(0.2) : fraction;
            stratified = stratified == null ? Boolean.TRUE : stratified;
        }
    }
}
