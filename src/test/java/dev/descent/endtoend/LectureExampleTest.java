package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The worked example of the lecture notes, over HTTP: x = (2, 1), y = 5, one step of gradient descent with η = 10⁻³.
 * The notes print w5 = −2.09, a slip of sign against their own rule; −2 − 10⁻³ · (−90) is −1.91.
 */
class LectureExampleTest extends EndToEnd {

    @Test
    void one_step_by_hand_and_one_step_by_the_service_agree() {
        var dataset = descent.createDataset("lecture", List.of("x1", "x2", "y1"), List.of(List.of(2, 1, 5)));
        var run = descent.submit("""
                {"name": "lecture", "dataset": "%s", "features": ["x1", "x2"], "target": "y1",
                 "model": {"layers": [
                   {"type": "dense", "name": "hidden", "units": 2, "activation": "relu", "weights": {"weight": [[0, 2], [-4, -1]], "bias": [3, 1]}},
                   {"type": "dense", "name": "output", "weights": {"weight": [[-2, 0]], "bias": [6]}}]},
                 "preprocessing": {"numeric": "none"}, "loss": {"type": "sse"},
                 "optimizer": {"type": "sgd", "learningRate": 0.001}, "epochs": 1, "batchSize": 1, "validation": null}
                """.formatted(dataset));
        descent.awaitSuccess(run);

        var epoch = descent.epochs(run).getFirst();
        assertThat(epoch.get("trainLoss").asDouble()).isEqualTo(81);
        // ‖(72, 36, 36, −90, −18)‖, the gradients of the notes
        assertThat(epoch.get("gradientNorm").asDouble()).isEqualTo(Math.sqrt(72 * 72 + 36 * 36 + 36 * 36 + 90 * 90 + 18 * 18), offset(1e-4));

        var weights = descent.weights(run);
        assertClose(weights.get("hidden.weight"), -0.072, 1.964, -4, -1);
        assertClose(weights.get("hidden.bias"), 2.964, 1);
        assertClose(weights.get("output.weight"), -1.91, 0);
        assertClose(weights.get("output.bias"), 6.018);
    }

    private static void assertClose(JsonNode got, double... want) {
        assertThat(Closeness.flat(got)).containsExactly(want, offset(1e-6));
    }
}
