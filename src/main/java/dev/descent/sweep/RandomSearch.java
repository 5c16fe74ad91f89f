package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** Independent draws (Bergstra and Bengio 2012): each is a function of the seed, the trial's number and the parameter's place. */
@JsonTypeName("random")
public record RandomSearch(
        @Schema(description = "Choices or ranges by JSON pointer into the run request")
        @NotNull @Size(min = 1, max = MOST_PARAMETERS)
        Map<@Size(min = 1, max = 500) String, ParameterSpace> parameters,
        @NotNull @Min(1) @Max(MOST_TRIALS)
        Integer trials,
        @Schema(defaultValue = "0")
        Long seed) implements Search {

    public RandomSearch {
        seed = seed == null ? Long.valueOf(0) : seed;
    }

    @Override
    public long count() {
        return trials;
    }
}
