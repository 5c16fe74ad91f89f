package dev.descent.prediction.web;

import dev.descent.prediction.GivenRows;
import dev.descent.run.CheckpointChoice;
import dev.descent.support.BodyLimit;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rows by column name, to be predicted. */
@BodyLimit(content = BodyLimit.Content.PREDICTION, tokens = 2_000_000, problem = "batch-too-large")
record PredictionRequest(
        @Schema(description = "Objects with a value for each feature, in any order; null where a value is missing",
                example = "[{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}]")
        @NotNull List<Map<String, JsonNode>> rows,
        @Schema(description = "best (where there is one), latest, or the number of an epoch", example = "best")
        CheckpointChoice checkpoint,
        @Schema(description = "Whether to tell the raw outputs of the network as well, such as logits", example = "false")
        Boolean outputs) {

    PredictionRequest {
        outputs = outputs == null ? Boolean.FALSE : outputs;
    }

    GivenRows given() {
        var given = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var cells = new LinkedHashMap<String, Object>();
            row.forEach((column, cell) -> cells.put(column, value(cell)));
            given.add(cells);
        }
        return new GivenRows(given, false);
    }

    private static Object value(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? (Object) node.booleanValue() : node;
    }
}
