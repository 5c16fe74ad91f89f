package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.stream.IntStream;

/** Steps that are too short: at the end the training loss falls as steadily as ever and has not come half the way. */
record LowRate() implements Check {

    private static final int FEWEST_EPOCHS = 10;
    private static final double HALF_WAY = 0.5;
    /** A loss at rest goes up as often as down; the order of batches alone makes it fall in half of the epochs. */
    private static final double STEADY = 0.9;
    /** A fifth of the epochs has a fifth of the fall where it is even, and next to nothing of it where the loss comes to rest. */
    private static final double STILL = 0.1;
    /** Float32 sums move by less than that on their own. */
    private static final double NOTHING = 1e-6;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        // A schedule that has lowered the rate means its slow end.
        if (curve.length() < FEWEST_EPOCHS || curve.last().learningRate() < recorded.learningRate() / 2) {
            return List.of();
        }
        double start = curve.first().trainLoss();
        double end = curve.last().trainLoss();
        double late = curve.at(0.8).trainLoss() - end;
        if (end < HALF_WAY * start || start - end < NOTHING * start || late < STILL * (start - end) || falling(curve) < STEADY) {
            return List.of();
        }
        return List.of(new Finding(Code.LEARNING_RATE_TOO_LOW,
                "In " + curve.length() + " epochs at a learning rate of " + Text.of(curve.last().learningRate()) + " the training loss fell steadily from "
                        + Text.of(start) + " to " + Text.of(end) + ", and by " + Text.percent(late / (start - end)) + " of that in the last fifth of them.",
                "Raise the learning rate, or train for more epochs; POST /learning-rate-tests finds a rate.",
                recorded.withRate(10)));
    }

    private static double falling(Curve curve) {
        var tail = curve.tail();
        return IntStream.range(1, tail.size()).filter(i -> tail.get(i).trainLoss() < tail.get(i - 1).trainLoss()).count() / (tail.size() - 1.0);
    }
}
