package dev.descent.nn.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/**
 * Bounds the loss gradient before penalties are added: as a whole by min(1, max/‖g‖) (Pascanu et al. 2013, without ε),
 * or each element to ±max.
 */
public record GradientClip(Type type, @NotNull @DecimalMin(value = "0", inclusive = false) @DecimalMax("1e30") Double max) {

    public enum Type {
        @JsonProperty("norm")
        NORM,
        @JsonProperty("value")
        VALUE
    }

    public GradientClip {
        type = type == null ? Type.NORM : type;
    }
}
