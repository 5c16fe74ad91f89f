package dev.descent.nn.train.diagnosis;

import dev.descent.nn.train.diagnosis.Curve.Point;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is learned of the training rows does not hold of others: the validation loss turns while the training loss falls, or never follows it. */
record Overfitting() implements Check {

    /** Less than that comes and goes with the order of the batches. */
    private static final double RISE = 0.1;
    /** Of the loss of a guess: both losses may be next to nothing, and then their ratio is of no interest. */
    private static final double RELEVANT = 0.02;
    /** The lowest of many noisy values is too low; a rise has to stand out of the noise. */
    private static final double NOISE = 2;
    private static final double FALL = 0.05;
    private static final int FEWEST_EPOCHS = 5;
    private static final int PATIENCE = 10;
    private static final double L2 = 0.001;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (!curve.hasValidation() || curve.length() < FEWEST_EPOCHS) {
            return List.of();
        }
        var best = curve.lowest(Point::valLoss);
        if (hasTurned(recorded, best)) {
            return List.of(finding(recorded, "The validation loss was lowest in epoch " + best.epoch() + " with " + Text.of(best.valLoss()) + " and has risen to "
                    + Text.of(curve.endValLoss()) + " (" + Text.percent(curve.endValLoss() / best.valLoss() - 1) + " more) by epoch " + curve.last().epoch()
                    + ", while the training loss fell from " + Text.of(best.trainLoss()) + " to " + Text.of(curve.endTrainLoss()) + "."));
        }
        if (neverFollowed(recorded)) {
            return List.of(finding(recorded, "After epoch " + curve.last().epoch() + " the training loss is " + Text.of(curve.endTrainLoss())
                    + " and the validation loss " + Text.of(curve.endValLoss()) + ", " + Text.of(curve.endValLoss() / curve.endTrainLoss())
                    + " times as much: what was learned does not carry over."));
        }
        return List.of();
    }

    private static boolean hasTurned(Recorded recorded, Point best) {
        var curve = recorded.curve();
        double rise = curve.endValLoss() - best.valLoss();
        return curve.last().epoch() - best.epoch() >= Math.max(3, curve.length() / 20)
                && rise > RISE * best.valLoss()
                && rise > RELEVANT * new Guess(recorded).scale()
                && rise > NOISE * Curve.std(curve.end(), Point::valLoss)
                && curve.endTrainLoss() < (1 - FALL) * best.trainLoss();
    }

    /** The training rows are known by half or more, the others not half as well. */
    private static boolean neverFollowed(Recorded recorded) {
        var guess = new Guess(recorded);
        if (guess.loss().isEmpty() || guess.explainedOfValidation().isEmpty()) {
            return false;
        }
        double training = 1 - recorded.curve().endTrainLoss() / guess.loss().getAsDouble();
        return training > 0.5 && guess.explainedOfValidation().getAsDouble() < training / 2;
    }

    private static Finding finding(Recorded recorded, String evidence) {
        var spec = recorded.spec();
        var changes = new HashMap<String, Object>();
        double l2 = spec.regularization().l2();
        changes.put("regularization", Map.of("l2", l2 > 0 ? Text.rounded(10 * l2) : L2));
        if (spec.earlyStopping() == null) {
            changes.put("earlyStopping", Map.of("metric", "valLoss", "patience", PATIENCE));
        }
        return new Finding(Code.OVERFITTING, evidence,
                "Keep the best checkpoint instead of the last one, stop early, regularize (l2 or dropout), use a smaller network or more rows.", changes);
    }
}
