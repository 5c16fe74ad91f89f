package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.Map;

/** The network does little better than an answer that looks at no feature, on the very rows that it learns. */
record Underfitting() implements Check {

    /** Half of a guess's error is still there. What is noise and what is missed no curve can tell; below this, looking is worth while. */
    static final double EXPLAINED = 0.5;
    static final int FEWEST_EPOCHS = 5;
    /** Whoever gains this much in the last fifth of the epochs has not come to rest. */
    private static final double STILL_FALLING = 0.05;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (curve.length() < FEWEST_EPOCHS || !(recorded.ended() || isAtRest(curve)) || recorded.divergence() != null) {
            return List.of();
        }
        var guess = new Guess(recorded);
        var explained = guess.explained();
        if (explained.isEmpty() || !(explained.getAsDouble() < EXPLAINED)) {
            return List.of();
        }
        var compared = guess.loss().isPresent() ? ", where an answer that looks at no feature has " + Text.of(guess.loss().getAsDouble()) : "";
        var penalty = recorded.spec().regularization();
        boolean penalized = penalty.l1() > 0 || penalty.l2() > 0;
        return List.of(new Finding(Code.UNDERFITTING,
                "After epoch " + curve.last().epoch() + " the training loss is " + Text.of(curve.endTrainLoss()) + compared + ": "
                        + Text.percent(Math.max(0, explained.getAsDouble())) + " of that error is explained.",
                (penalized ? "Penalize less; otherwise use" : "Use") + " more units or layers with an activation between them, or features that say more; see also whether the learning rate fits.",
                penalized ? Map.of("regularization", Map.of("l1", 0, "l2", 0)) : null));
    }

    private static boolean isAtRest(Curve curve) {
        return curve.at(0.8).trainLoss() - curve.endTrainLoss() < STILL_FALLING * curve.endTrainLoss();
    }
}
