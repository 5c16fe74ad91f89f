package dev.descent.prediction.web;

import dev.descent.support.BodyLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tensors by name, as the Open Inference Protocol has them. */
@BodyLimit(content = BodyLimit.Content.PREDICTION, tokens = 2_000_000, problem = "batch-too-large")
@Schema(name = "InferenceRequest", example = "{\"inputs\":[{\"name\":\"x1\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[0.5,1.5]},{\"name\":\"x2\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[-0.2,0.4]}]}")
record InferRequest(
        @Schema(description = "Comes back in the answer") @Size(max = 200) String id,
        @Schema(type = "object") JsonNode parameters,
        @NotNull @Size(min = 1, max = 16_384) List<Input> inputs,
        @Schema(description = "Which outputs are wanted; all by default") @Size(max = 100) List<Output> outputs) {

    /**
     * @param shape [rows] or [rows, 1] of one column; [rows, columns] of all, in the model's order
     * @param data  flat, row by row, or nested
     */
    @Schema(name = "InferenceInput")
    record Input(@NotNull @Size(min = 1, max = 200) String name, @NotNull @Size(min = 1, max = 8) List<Long> shape, @NotNull Datatype datatype, @Schema(type = "object") JsonNode parameters,
            @NotNull @Schema(type = "array") JsonNode data) {}

    @Schema(name = "InferenceWantedOutput")
    record Output(@NotNull @Size(min = 1, max = 200) String name, @Schema(type = "object") JsonNode parameters) {}

    enum Datatype { BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BYTES }
}
