package dev.descent.prediction.deployment;

import dev.descent.run.CheckpointChoice;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What a deployment answers with. {@code best} and {@code latest} of a run that goes on move on with it, the number of an epoch does not.
 *
 * @param split a second state that answers a share of the requests; null where there is none
 */
@Schema(name = "DeploymentRequest", example = "{\"run\":\"run_06ct1k2q3v4s5t6u7v8g9h0i1j\",\"checkpoint\":\"best\"}")
public record Serving(
        @Schema(description = "Id of a run that keeps a state") @NotNull @Size(min = 1, max = 200) String run,
        @Schema(description = "best (by default), latest, or the number of an epoch") CheckpointChoice checkpoint,
        @Schema(description = "A second state, which answers a share of the requests") Split split) {

    /** @param percent of the requests */
    @Schema(name = "DeploymentSplit")
    public record Split(@NotNull @Size(min = 1, max = 200) String run, CheckpointChoice checkpoint, @NotNull @Min(0) @Max(100) Integer percent) {

        public Split {
            checkpoint = checkpoint == null ? CheckpointChoice.of("best") : checkpoint;
        }
    }

    public Serving {
        checkpoint = checkpoint == null ? CheckpointChoice.of("best") : checkpoint;
    }

    boolean equalTo(Serving other) {
        return run.equals(other.run) && checkpoint.toString().equals(other.checkpoint.toString()) && (split == null ? other.split == null : other.split != null
                && split.run().equals(other.split.run()) && split.checkpoint().toString().equals(other.split.checkpoint().toString()) && split.percent().equals(other.split.percent()));
    }
}
