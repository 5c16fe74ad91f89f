package dev.descent.sweep.web;

import dev.descent.nn.spec.SpecProblem;
import dev.descent.run.RunRequest;
import dev.descent.support.ChoiceProblem;
import dev.descent.support.Printable;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import dev.descent.sweep.NewSweep;
import dev.descent.sweep.Objective;
import dev.descent.sweep.Search;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A search over run requests. */
record SweepRequest(
        @Schema(description = "Unique; made up where it is left out", example = "learning rates")
        @Size(min = 1, max = 200)
        @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE)
        String name,
        @Schema(description = "What all trials have in common: a run request, which may lack what is searched", implementation = RunRequest.class)
        @NotNull
        JsonNode run,
        @NotNull
        Search search,
        Objective objective,
        @Schema(description = "Trials that are queued or trained at a time; all, where it is left out")
        @Min(1) @Max(1_000_000)
        Integer maxConcurrent) {

    SweepRequest {
        if (run != null && !run.isObject()) {
            throw Problem.of(List.of(new SpecProblem("/run", ProblemCode.INVALID_TYPE.slug(), "must be an object")));
        }
    }

    NewSweep toNewSweep() {
        return new NewSweep(name, (ObjectNode) run, search, objective, maxConcurrent);
    }
}
