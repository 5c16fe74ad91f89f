package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.support.ChoiceProblem;
import dev.descent.support.Printable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A training to be queued, as clients write it. */
@ChoiceProblem("invalid-model-spec")
public record RunRequest(
        @Schema(description = "Need not be unique; the dataset's name where it is left out", example = "moons baseline")
        @Size(min = 1, max = 200)
        @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE)
        String name,
        @Schema(description = "Id or name of a dataset", example = "moons")
        @NotNull @Size(min = 1, max = 200)
        String dataset,
        @Schema(description = "Id or name of a stored model, a network, or a formula with parameters")
        @NotNull
        ModelChoice model,
        @JsonUnwrapped TrainingSpec training,
        @Schema(description = "Higher ones are trained first", defaultValue = "0")
        @Min(-1000) @Max(1000)
        Integer priority,
        @Schema(description = "For finding it again")
        @Size(max = 64)
        Map<@Size(min = 1, max = 100) @Pattern(regexp = Printable.LABEL, message = Printable.LABEL_RULE) String,
                @Size(max = 200) @Pattern(regexp = Printable.LABEL, message = Printable.LABEL_RULE) String> labels) {

    public RunRequest {
        priority = priority == null ? Integer.valueOf(0) : priority;
        labels = labels == null ? Map.of() : labels;
    }

    /** @param sent the tree that this was read from */
    public NewRun toNewRun(JsonNode sent) {
        return new NewRun(name, dataset, model, training, priority, labels, sent.toString());
    }
}
