package dev.descent.model;

import dev.descent.nn.layer.Layer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A model as it is shown: checked, with the defaults written out. */
@Schema(name = "Model")
public record ModelView(
        @Schema(description = "Opaque", example = "mdl_06ct1k2q3v4s5t6u7v8g9h0i1j")
        String id,
        String name,
        String description,
        @Schema(description = "Width of the input, [n]; null where the dataset decides it")
        List<Integer> inputShape,
        List<Layer> layers,
        @Schema(description = "Shapes and sizes; null without inputShape")
        Summary summary,
        Instant createdAt) {

    /** @param parameters values to be trained in all; null while a layer's width is open */
    @Schema(name = "ModelSummary")
    public record Summary(List<LayerSummary> layers, Long parameters) {}

    /**
     * @param outputShape without the batch; null where the target decides it
     * @param parameters  values to be trained; null where the target decides it
     */
    public record LayerSummary(String name, String type, List<Integer> outputShape, Long parameters) {}
}
