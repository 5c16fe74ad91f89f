package dev.descent.run;

import dev.descent.nn.train.RateTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How the loss of mini-batches went while the learning rate grew.
 *
 * @param points     a step each; the last has a loss that is not finite, or explodes, if the rates went that far
 * @param suggestion a tenth of the rate at which the smoothed loss was lowest; null where the loss did not fall
 * @param reason     a sentence about the suggestion
 */
@Schema(name = "LearningRateTest")
public record RateTestView(List<RateTest.Point> points, @Schema(types = {"number", "null"}) Double suggestion, String reason) {

    static RateTestView of(List<RateTest.Point> points) {
        return RateTest.lowest(points).map(lowest -> new RateTestView(points, lowest.learningRate() / 10,
                        "A tenth of " + lowest.learningRate() + ", where the smoothed loss was lowest with " + lowest.smoothedLoss()))
                .orElseGet(() -> new RateTestView(points, null, "The smoothed loss did not fall between these rates: try lower ones, or a wider range"));
    }
}
