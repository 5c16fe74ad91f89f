package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** Every combination of choices, the last parameter changing fastest. */
@JsonTypeName("grid")
public record GridSearch(
        @Schema(description = "Choices by JSON pointer into the run request", example = "{\"/optimizer/learningRate\":[0.1,0.01]}")
        @NotNull @Size(min = 1, max = MOST_PARAMETERS)
        Map<@Size(min = 1, max = 500) String, ParameterSpace> parameters) implements Search {

    /** Saturates. */
    @Override
    public long count() {
        return parameters.values().stream().mapToLong(space -> space.choices() == null ? 1 : space.choices().size())
                .reduce(1, (product, size) -> Math.min(Integer.MAX_VALUE, product * size));
    }
}
