package dev.descent.model.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.descent.model.NewModel;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.support.ChoiceProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A network under a name. */
@ChoiceProblem("invalid-model-spec")
record ModelRequest(
        @Schema(description = "Unique; made up where it is left out", example = "iris classifier")
        @Size(min = 1, max = 200)
        @Pattern(regexp = "\\P{Cntrl}*\\S\\P{Cntrl}*", message = "must be printable and not blank")
        String name,
        @Schema(description = "Whatever helps to tell it from others", example = "one hidden layer")
        @Size(max = 10_000)
        String description,
        @JsonUnwrapped NetworkSpec spec) {

    NewModel toNewModel() {
        return new NewModel(name, description, spec);
    }
}
