package dev.descent.model.web;

import dev.descent.model.NewModel;
import dev.descent.nn.layer.Layer;
import dev.descent.nn.spec.FormulaSpec;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecProblem;
import dev.descent.support.ChoiceProblem;
import dev.descent.support.Printable;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/** A network or a formula under a name. */
@ChoiceProblem("invalid-model-spec")
record ModelRequest(
        @Schema(description = "Unique; made up where it is left out", example = "iris classifier")
        @Size(min = 1, max = 200)
        @Pattern(regexp = Printable.NAME, message = Printable.NAME_RULE)
        String name,
        @Schema(description = "Whatever helps to tell it from others", example = "one hidden layer")
        @Size(max = 10_000) @Pattern(regexp = Printable.TEXT, message = Printable.TEXT_RULE)
        String description,
        @Schema(description = "Width of a network's input, [n], if it is known; the dataset decides it otherwise")
        List<Integer> inputShape,
        @Schema(description = "Of a network; one linear layer where neither layers nor a formula is given")
        List<Layer> layers,
        @Schema(description = "Any differentiable expression, in place of layers", example = "w1*x + w2")
        String formula,
        @Schema(description = "Start of each value that the formula is fitted by; its other names are columns", example = "{\"w1\":0,\"w2\":0}")
        @Size(min = 1, max = 1000)
        Map<@Size(min = 1, max = 200) String, Double> parameters) {

    ModelRequest {
        if (formula == null) {
            refuse(parameters, "/parameters", "belong to a formula, and there is none");
        } else {
            refuse(layers, "/layers", "must be left out where there is a formula");
            refuse(inputShape, "/inputShape", "must be left out where there is a formula");
            if (parameters == null) {
                throw Problem.of(List.of(new SpecProblem("/parameters", ProblemCode.MISSING_PROPERTY.slug(), "is required with a formula")));
            }
        }
    }

    private static void refuse(Object given, String pointer, String why) {
        if (given != null) {
            throw Problem.of(List.of(new SpecProblem(pointer, ProblemCode.INVALID_MODEL_SPEC.slug(), why)));
        }
    }

    NewModel toNewModel() {
        return new NewModel(name, description, formula == null ? new NetworkSpec(inputShape, layers) : new FormulaSpec(formula, parameters));
    }
}
