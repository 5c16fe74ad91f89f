package dev.descent.recipe;

import dev.descent.support.BodyLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An idea of the lecture as requests that show it, on an empty database too. */
@Schema(name = "Recipe")
@BodyLimit(content = BodyLimit.Content.ROWS, tokens = 200_000)
public record Recipe(
        @Schema(example = "chain-rule")
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,49}") String id,
        @Schema(example = "The chain rule")
        @NotNull @Size(min = 1, max = 200) String title,
        @Schema(description = "What to look at, and with which call")
        @NotNull @Size(min = 1, max = 1000) String look,
        @Schema(description = "To be sent in this order")
        @NotNull @Size(min = 1, max = 50) List<Request> requests) {

    /** One call. */
    @Schema(name = "RecipeRequest")
    public record Request(
            @Schema(example = "POST")
            @NotNull @Pattern(regexp = "POST") String method,
            @Schema(description = "Below /api/v1", example = "/gradients")
            @NotNull @Pattern(regexp = "/[a-z-]+") String path,
            @Schema(description = "As that call takes it", example = "{\"formula\":\"(x+y)*z\",\"at\":{\"x\":-2,\"y\":5,\"z\":-4}}")
            @NotNull JsonNode body) {}
}
