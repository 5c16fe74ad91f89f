package dev.descent.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.train.Predictions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a model says of some rows, in their order. */
@Schema(name = "Predictions")
public record PredictionView(
        List<Prediction> predictions,
        @Schema(description = "The state of the run that answered") CheckpointName checkpoint,
        @Schema(description = "What was accepted but is worth knowing") List<String> warnings) {

    @Schema(name = "Prediction", description = "label and probabilities of a classifier, values of the others")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Prediction(
            @Schema(example = "setosa") String label,
            @Schema(description = "By class; with binaryCrossEntropy by target") Map<String, Double> probabilities,
            @Schema(description = "By target, in its own units") Map<String, Double> values,
            @Schema(description = "The network's outputs as they are, such as logits; where they were asked for") double[] outputs) {}

    /** @param outputs whether the raw outputs of the network are told as well */
    public static PredictionView of(Predicted predicted, boolean outputs) {
        var rows = IntStream.range(0, predicted.predictions().values().length).mapToObj(row -> row(predicted, row, outputs)).toList();
        return new PredictionView(rows, predicted.checkpoint(), predicted.predictions().warnings());
    }

    private static Prediction row(Predicted predicted, int row, boolean outputs) {
        Predictions all = predicted.predictions();
        double[] raw = outputs ? all.outputs()[row] : null;
        if (predicted.classifies()) {
            return new Prediction(all.classes().get(all.labels()[row]), named(all.classes(), all.values()[row]), null, raw);
        }
        var values = named(all.targets(), all.values()[row]);
        return new Prediction(null, predicted.probabilities() ? values : null, values, raw);
    }

    private static Map<String, Double> named(List<String> names, double[] numbers) {
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < numbers.length; i++) {
            named.put(names.get(i), numbers[i]);
        }
        return named;
    }
}
