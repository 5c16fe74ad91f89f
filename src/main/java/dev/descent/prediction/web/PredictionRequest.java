package dev.descent.prediction.web;

import dev.descent.nn.spec.SpecProblems;
import dev.descent.prediction.CheckpointChoice;
import dev.descent.prediction.GivenRows;
import dev.descent.support.BodyLimit;
import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rows by column name, to be predicted. */
@BodyLimit(bytes = 8L << 20, tokens = 2_000_000, problem = "batch-too-large")
record PredictionRequest(
        @Schema(description = "Objects with a value for each feature, in any order; null where a value is missing",
                example = "[{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}]")
        @NotNull List<JsonNode> rows,
        @Schema(description = "best (where there is one), latest, or the number of an epoch", example = "best")
        CheckpointChoice checkpoint,
        @Schema(description = "Whether to tell the raw outputs of the network as well, such as logits", example = "false")
        Boolean outputs) {

    PredictionRequest {
        checkpoint = checkpoint == null ? CheckpointChoice.DEFAULT : checkpoint;
        outputs = outputs == null ? Boolean.FALSE : outputs;
    }

    /** @throws Problem batch-too-large, or naming each row that is no object */
    GivenRows given(int most) {
        if (rows.size() > most) {
            throw new Problem(ProblemCode.BATCH_TOO_LARGE, "At most " + most + " rows are predicted at a time (were " + rows.size() + ")");
        }
        var problems = new SpecProblems();
        var given = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).isObject()) {
                problems.add("/rows/" + i, ProblemCode.INVALID_TYPE.slug(), "must be an object with a value for each feature");
            }
            var cells = new LinkedHashMap<String, Object>();
            rows.get(i).properties().forEach(cell -> cells.put(cell.getKey(), value(cell.getValue())));
            given.add(cells);
        }
        if (!problems.isEmpty()) {
            throw Problem.of(problems.all());
        }
        return new GivenRows(given, false);
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isString() ? node.stringValue() : node.isBoolean() ? (Object) node.booleanValue() : node.isNull() ? null : node;
    }
}
