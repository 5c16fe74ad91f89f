package dev.descent.run.web;

import dev.descent.run.ForkOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import tools.jackson.databind.JsonNode;

/** How a run is to be forked; all of it may be left out. */
record ForkRequest(
        @Schema(description = "Epoch of a kept checkpoint, as `GET /runs/{id}/checkpoints` lists them; the latest one where it is left out, which may be from the middle of an epoch")
        @Min(0) @Max(10_000_000)
        Integer fromEpoch,
        @Schema(description = "Additional epochs; what the parent had left where it is left out")
        @Min(1) @Max(10_000_000)
        Integer epochs,
        @Schema(type = "object", description = "Merge patch (RFC 7396) over the parent's run request with every default written out. `task`, `features`, `target` and `preprocessing` stay, and so do the names"
                + " and shapes of the model's tensors. An optimizer, schedule or loss of another `type` and a `validation` of another kind replace what was there; `\"validation\":null` turns it off.")
        JsonNode changes) {

    ForkOrder toOrder() {
        return new ForkOrder(fromEpoch, epochs, changes);
    }
}
