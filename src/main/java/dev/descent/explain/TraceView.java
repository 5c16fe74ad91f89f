package dev.descent.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One step of training, opened up. */
@Schema(name = "Trace")
public record TraceView(
        @Schema(description = "Before the update", example = "81") Double loss,
        @Schema(description = "What flows through the model, inputs first: layers by name, or the parts of a formula") List<NodeView> nodes,
        List<ParameterView> parameters) {

    /** A value inside of the model. */
    @Schema(name = "TraceNode")
    public record NodeView(
            @Schema(description = "Of the layer; the row itself is called input", example = "hidden") String name,
            @Schema(description = "After the activation", example = "[5,0]") List<Double> output,
            @Schema(description = "∂loss/∂output; null where none flows", example = "[36,0]") List<Double> gradient,
            @Schema(description = "The same before the layer's activation, where it has one")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            BeforeActivation beforeActivation) {}

    /** What the activation was applied to. */
    public record BeforeActivation(@Schema(example = "[5,-8]") List<Double> output, @Schema(example = "[36,0]") List<Double> gradient) {}

    /** A tensor, as nested lists like those of a checkpoint's weights. */
    @Schema(name = "TraceParameter")
    public record ParameterView(
            @Schema(example = "hidden.weight") String name,
            @Schema(description = "Number, or nested lists of numbers", example = "[[0,2],[-4,-1]]") Object value,
            @Schema(description = "∂loss/∂value; null for what is not trained", example = "[[72,36],[0,0]]") Object gradient,
            @Schema(description = "After the optimizer's update", example = "[[-0.072,1.964],[-4,-1]]") Object updated) {}
}
