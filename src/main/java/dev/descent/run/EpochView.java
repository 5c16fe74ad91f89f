package dev.descent.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.nn.loss.Metric;
import dev.descent.nn.train.EpochResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /** Every name that {@link #figure} knows. */
    static List<String> figures() {
        return Stream.concat(Stream.of(Metric.values()).map(Metric::label), Stream.of("learningRate", "gradientNorm", "durationMillis")).toList();
    }

    public boolean hasFiniteFigures() {
        return Stream.concat(Stream.of(trainLoss, valLoss, gradientNorm), metrics.values().stream()).allMatch(value -> value == null || Double.isFinite(value));
    }

    /** A loss or a metric by its name; null where the epoch has none of this name. */
    public Double figure(String name) {
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
