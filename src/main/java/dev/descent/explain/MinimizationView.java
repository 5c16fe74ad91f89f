package dev.descent.explain;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** The way that an optimizer went. */
@Schema(name = "Minimization")
public record MinimizationView(
        @Schema(description = "Whether the gradient's norm came down to the tolerance") boolean converged,
        StopReason stopReason,
        @Schema(description = "What ended it, and at which step", example = "The norm of the gradient is within the tolerance at step 75") String detail,
        @Schema(description = "Updates that were made", example = "75") int steps,
        @Schema(description = "Where it ended", example = "{\"x\":2.7e-7}") Map<String, Double> at,
        @Schema(description = "Of the formula there") Double value,
        @Schema(description = "The path has every so many-th step, beginning with 0, and the last one: 1, or a power of 2 where it is long", example = "1") int pathEverySteps,
        List<Point> path) {

    /** Why it ended. */
    public enum StopReason { CONVERGED, MAX_STEPS, NON_FINITE }

    /** The formula before the update of the next step. */
    @Schema(name = "MinimizationPoint")
    public record Point(int step, Map<String, Double> at, Double value, Map<String, Double> gradient) {}
}
