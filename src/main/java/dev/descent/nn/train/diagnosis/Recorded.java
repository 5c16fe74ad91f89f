package dev.descent.nn.train.diagnosis;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.descent.nn.spec.DataFacts;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.train.LayerFigures;
import java.util.List;
import java.util.Map;

/**
 * Everything that a diagnosis is a function of.
 *
 * @param spec       resolved
 * @param layers     as last inspected, in layer order; empty where that has not happened
 * @param ended      whether nothing follows the last epoch of the curve
 * @param divergence why the training ended where it diverged; null otherwise
 */
public record Recorded(Curve curve, TrainingSpec spec, List<LayerFigures> layers, DataFacts data, boolean ended, String divergence) {

    /** That an optimizer takes. */
    private static final double LARGEST_RATE = 100;

    /** The rate before the schedule. */
    double learningRate() {
        return spec.optimizer().learningRate();
    }

    /** The merge patch that multiplies it. It names the optimizer, since the request may not have done so. */
    Map<String, Object> withRate(double times) {
        var type = spec.optimizer().getClass().getAnnotation(JsonTypeName.class).value();
        return Map.of("optimizer", Map.of("type", type, "learningRate", Math.min(LARGEST_RATE, Text.rounded(times * learningRate()))));
    }
}
