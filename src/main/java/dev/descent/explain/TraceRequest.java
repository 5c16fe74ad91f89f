package dev.descent.explain;

import dev.descent.nn.loss.Loss;
import dev.descent.nn.loss.MeanSquaredError;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.optimizer.Sgd;
import dev.descent.nn.spec.ModelSpec;
import dev.descent.support.ChoiceProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** A model and the row on which it is trained for one step. */
@ChoiceProblem("invalid-model-spec")
public record TraceRequest(
        @Schema(description = "A network or a formula, of at most 10000 parameters")
        @NotNull ModelSpec model,
        @Schema(description = "What the model reads, in this order", example = "{\"x1\":2,\"x2\":1}")
        @NotNull @Size(min = 1, max = 1000) Map<@Size(min = 1, max = 200) String, Double> row,
        @Schema(description = "A number for each output; for crossEntropy the index of the class, for hinge -1 or 1", example = "{\"y1\":5}")
        @NotNull @Size(min = 1, max = 1000) Map<@Size(min = 1, max = 200) String, Double> target,
        Loss loss,
        Optimizer optimizer,
        @Schema(description = "Of initial weights and dropout") Long seed) {

    public TraceRequest {
        loss = loss == null ? new MeanSquaredError() : loss;
        optimizer = optimizer == null ? new Sgd(null) : optimizer;
        seed = seed == null ? Long.valueOf(42) : seed;
    }

    /** @throws dev.descent.support.Problem with everything that is wrong */
    public TraceView answer() {
        return Traces.of(model, row, target, loss, optimizer, seed);
    }
}
