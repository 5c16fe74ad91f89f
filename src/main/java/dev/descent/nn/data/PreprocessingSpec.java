package dev.descent.nn.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.nn.augmentation.Augmentation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;

/** How columns become network inputs; fitted on the training rows only. */
public record PreprocessingSpec(
        @Schema(description = "Standardize where it is left out; a formula and an embedding read their columns as they are") Numeric numeric,
        @Schema(description = "One-hot where it is left out; an embedding takes indices") Categorical categorical,
        Missing missing,
        @Schema(description = "Changes of the training rows, one after the other, each time they are read") @Size(max = 16) List<Augmentation> augmentation) {

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
        ONE_HOT,
        /** one input for an embedding: the number of the category among those of the training rows, from 1; 0 where it is missing or unseen */
        @JsonProperty("index")
        INDEX
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

    /** Without augmentation. */
    public PreprocessingSpec(Numeric numeric, Categorical categorical, Missing missing) {
        this(numeric, categorical, missing, null);
    }

    public PreprocessingSpec {
        missing = missing == null ? Missing.MEAN : missing;
        augmentation = augmentation == null ? null : List.copyOf(augmentation);
    }

    /** With both written out. */
    public PreprocessingSpec or(Numeric otherNumeric, Categorical otherCategorical) {
        return new PreprocessingSpec(numeric == null ? otherNumeric : numeric, categorical == null ? otherCategorical : categorical, missing, augmentation);
    }
}
