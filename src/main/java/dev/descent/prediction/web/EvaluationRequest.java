package dev.descent.prediction.web;

import dev.descent.run.CheckpointChoice;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A dataset to be evaluated. */
record EvaluationRequest(
        @Schema(description = "Id or name of a dataset with the columns that the run was trained on", example = "iris")
        @NotNull @Size(min = 1, max = 200) String dataset,
        @Schema(description = "best (where there is one), latest, or the number of an epoch", example = "best")
        CheckpointChoice checkpoint) {}
