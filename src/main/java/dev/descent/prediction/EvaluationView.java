package dev.descent.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.train.Evaluation.ClassFigures;
import dev.descent.nn.train.Evaluation.ConfusionMatrix;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** How good a model is on a dataset; matrix and classes of classifiers only. */
@Schema(name = "Evaluation")
public record EvaluationView(
        @Schema(description = "The state of the run that was evaluated") CheckpointName checkpoint,
        @Schema(description = "Rows that have a target") long rows,
        double loss,
        @Schema(description = "accuracy, or rmse, mae and r2") Map<String, Double> metrics,
        @JsonInclude(JsonInclude.Include.NON_NULL) ConfusionMatrix confusionMatrix,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ClassFigures> perClass) {}
