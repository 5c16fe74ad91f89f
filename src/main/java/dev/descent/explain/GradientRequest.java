package dev.descent.explain;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** A formula and the point at which it is taken apart. */
public record GradientRequest(
        @Schema(description = "At most 4096 characters, 1000 operations, names and numbers, nested at most 100 deep", example = "(x+y)*z")
        @NotNull String formula,
        @Schema(description = "A number for each name of the formula", example = "{\"x\":-2,\"y\":5,\"z\":-4}")
        @NotNull @Size(max = 1000) Map<@Size(min = 1, max = 200) String, Double> at) {

    /** @throws dev.descent.support.Problem if the formula cannot be read, or the point does not fit it */
    public GradientView answer() {
        return Gradients.of(formula, at);
    }
}
