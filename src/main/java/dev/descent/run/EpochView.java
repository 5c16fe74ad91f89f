package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.train.EpochResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * One finished epoch as clients see it.
 *
 * @param seq its number among the events of the run
 */
@Schema(name = "Epoch")
public record EpochView(
        int epoch,
        Double trainLoss,
        Double valLoss,
        Map<String, Double> metrics,
        Double learningRate,
        Double gradientNorm,
        Double durationMillis,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long seq) {

    static EpochView of(EpochResult epoch) {
        return new EpochView(epoch.epoch(), epoch.trainLoss(), epoch.valLoss(), MetricsText.ordered(epoch.metrics()), epoch.learningRate(),
                epoch.gradientNorm(), epoch.durationMillis(), null);
    }

    /** A loss or a metric by its name; null where the epoch has none of this name. */
    Double figure(String name) {
        return switch (name) {
            case "trainLoss" -> trainLoss;
            case "valLoss" -> valLoss;
            case "learningRate" -> learningRate;
            case "gradientNorm" -> gradientNorm;
            case "durationMillis" -> durationMillis;
            default -> metrics.get(name);
        };
    }
}
