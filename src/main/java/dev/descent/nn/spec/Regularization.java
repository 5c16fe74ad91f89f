package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Penalties: L2 adds λθ to the gradient, L1 adds λ·sign(θ). The reported losses leave them out. */
public record Regularization(
        @DecimalMin("0") @DecimalMax("1e6") Double l1, @DecimalMin("0") @DecimalMax("1e6") Double l2, Scope applyTo) {

    public enum Scope {
        /** every tensor whose name lacks {@code bias} */
        @JsonProperty("weights")
        WEIGHTS,
        @JsonProperty("all")
        ALL
    }

    public Regularization {
        l1 = l1 == null ? Double.valueOf(0) : l1;
        l2 = l2 == null ? Double.valueOf(0) : l2;
        applyTo = applyTo == null ? Scope.WEIGHTS : applyTo;
    }

    /** Whether the tensor of this name is penalized. */
    public boolean covers(String tensor) {
        return (l1 > 0 || l2 > 0) && (applyTo == Scope.ALL || !tensor.contains("bias"));
    }
}
