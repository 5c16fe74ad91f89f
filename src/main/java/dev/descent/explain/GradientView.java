package dev.descent.explain;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** A formula at a point, forwards and backwards. */
@Schema(name = "Gradients")
public record GradientView(
        @Schema(description = "Of the formula", example = "-12") Double value,
        @Schema(description = "∂value/∂name for each name", example = "{\"x\":-4,\"y\":-4,\"z\":3}") Map<String, Double> gradients,
        @Schema(description = "The computation graph, inputs first; equal parts are one node") List<NodeView> nodes) {

    /** One value on the way. */
    @Schema(name = "GradientNode")
    public record NodeView(
            @Schema(example = "n4") String id,
            @Schema(description = "What it computes; cut after 200 characters", example = "x + y") String expression,
            Double value,
            @Schema(description = "∂formula/∂node: all that flows back along the arrows, added up") Double gradient,
            List<Input> inputs) {}

    /** An arrow. */
    @Schema(name = "GradientInput")
    public record Input(String id, @Schema(description = "∂node/∂input") Double localGradient) {}
}
