package dev.descent.model.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.model.NewModel;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.support.ChoiceProblem;
import dev.descent.support.Printable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A network under a name. */
@ChoiceProblem("invalid-model-spec")
record ModelRequest(
        @Schema(description = "Unique; made up where it is left out", example = "iris classifier")
        @Size(min = 1, max = 200)
        @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE)
        String name,
        @Schema(description = "Whatever helps to tell it from others", example = "one hidden layer")
        @Size(max = 10_000) @Pattern(regexp = Printable.TEXT, message = Printable.TEXT_RULE)
        String description,
        @JsonUnwrapped NetworkSpec spec) {

    NewModel toNewModel() {
        return new NewModel(name, description, spec);
    }
}
