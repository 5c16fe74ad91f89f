package dev.descent.sweep;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.nn.loss.Metric;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What trials are ranked by: the best value among a trial's epochs.
 *
 * @param metric    null for the one by which the runs rank their epochs
 * @param direction null for the one in which the metric is better
 */
public record Objective(
        @Schema(description = "Without it the metric by which the runs rank their own epochs") Metric metric,
        @Schema(description = "Without it the way in which the metric is better") Direction direction) {

    public enum Direction {
        @JsonProperty("minimize")
        MINIMIZE,
        @JsonProperty("maximize")
        MAXIMIZE
    }

    /** Nothing left open. @param standard the metric where none is given */
    Objective completed(Metric standard) {
        var chosen = metric == null ? standard : metric;
        var better = chosen.improves(1, 0, 0) ? Direction.MAXIMIZE : Direction.MINIMIZE;
        return new Objective(chosen, direction == null ? better : direction);
    }

    /** Whether the direction is the one in which the metric is better. */
    @JsonIgnore
    boolean isStandard() {
        return equals(new Objective(metric, null).completed(metric));
    }

    boolean maximizes() {
        return direction == Direction.MAXIMIZE;
    }
}
