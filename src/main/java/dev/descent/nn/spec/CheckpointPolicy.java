package dev.descent.nn.spec;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often the whole state of a run is kept, and how many of those states. */
public record CheckpointPolicy(@DecimalMin("0.1") @DecimalMax("86400") Double everySeconds, @Min(1) @Max(100) Integer keepLatest) {

    public CheckpointPolicy {
        everySeconds = everySeconds == null ? Double.valueOf(5) : everySeconds;
        keepLatest = keepLatest == null ? Integer.valueOf(2) : keepLatest;
    }
}
