package dev.descent.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.spec.FormulaSpec;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.support.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A model as it is shown: checked, with the defaults written out. */
@Schema(name = "Model")
public record ModelView(
        @Schema(description = "Opaque", example = "mdl_06ct1k2q3v4s5t6u7v8g9h0i1j")
        String id,
        String name,
        String description,
        @Schema(description = "Width of the input, [n]; null where the dataset decides it")
        List<Integer> inputShape,
        @Schema(description = "Of a network; null for a formula")
        List<Layer> layers,
        @Schema(description = "Of a formula only", example = "w1*x + w2")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String formula,
        @Schema(description = "Start of each value that a formula is fitted by")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Map<String, Double> parameters,
        @Schema(description = "Shapes and sizes; null without inputShape")
        Summary summary,
        Instant createdAt) implements Versioned {

    /** It never changes. */
    @Override
    public String version() {
        return id;
    }

    static ModelView of(Model model, NetworkSpec network, Summary summary) {
        return new ModelView(model.id(), model.name(), model.description(), network.inputShape(), network.layers(), null, null, summary, model.createdAt());
    }

    static ModelView of(Model model, FormulaSpec formula, Summary summary) {
        return new ModelView(model.id(), model.name(), model.description(), null, null, formula.formula(), formula.parameters(), summary, model.createdAt());
    }

    /** @param parameters values to be trained in all; null while a layer's width is open */
    @Schema(name = "ModelSummary")
    public record Summary(List<LayerSummary> layers, Long parameters) {}

    /**
     * @param outputShape without the batch; null where the target decides it
     * @param parameters  values to be trained; null where the target decides it
     */
    public record LayerSummary(String name, String type, List<Integer> outputShape, Long parameters) {}
}
