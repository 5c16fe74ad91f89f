package dev.descent.nn.data;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How columns become network inputs; fitted on the training rows only. */
public record PreprocessingSpec(Numeric numeric, Categorical categorical, Missing missing) {

    public enum Numeric {
        /** (x − mean)/std with the population's std; a constant column is divided by 1 */
        @JsonProperty("standardize")
        STANDARDIZE,
        /** (x − min)/(max − min); a constant column is divided by 1 */
        @JsonProperty("minMax")
        MIN_MAX,
        @JsonProperty("none")
        NONE
    }

    public enum Categorical {
        /** one input per category of the training rows; a missing or unseen category is all zeros */
        @JsonProperty("oneHot")
        ONE_HOT
    }

    /** What stands in for a missing number, in the column's own units. */
    public enum Missing {
        @JsonProperty("mean")
        MEAN,
        @JsonProperty("median")
        MEDIAN,
        @JsonProperty("zero")
        ZERO,
        /** a missing value in any feature refuses the run */
        @JsonProperty("reject")
        REJECT
    }

    public PreprocessingSpec {
        numeric = numeric == null ? Numeric.STANDARDIZE : numeric;
        categorical = categorical == null ? Categorical.ONE_HOT : categorical;
        missing = missing == null ? Missing.MEAN : missing;
    }
}
