package dev.descent.nn.train.diagnosis;

import dev.descent.nn.schedule.Constant;
import dev.descent.nn.train.diagnosis.Curve.Point;
import dev.descent.nn.train.diagnosis.Finding.Code;
import java.util.List;
import java.util.Map;

/** The training loss has stood still for a good while, and not because nothing is left of it. */
record Plateau() implements Check {

    private static final int FEWEST_EPOCHS = 20;
    /** The last three tenths of the epochs. */
    private static final double SINCE = 0.7;
    private static final double GAIN = 0.01;
    /** Of the loss of a guess: what is left below it may well be noise. */
    private static final double RELEVANT = 0.1;

    @Override
    public List<Finding> findings(Recorded recorded) {
        var curve = recorded.curve();
        if (curve.length() < FEWEST_EPOCHS || !(curve.endTrainLoss() > RELEVANT * new Guess(recorded).scale())) {
            return List.of();
        }
        if (!new LowRate().findings(recorded).isEmpty()) {
            // It moves, if slowly.
            return List.of();
        }
        double before = curve.upTo(SINCE).mapToDouble(Point::trainLoss).min().orElseThrow();
        double since = curve.after(SINCE).mapToDouble(Point::trainLoss).min().orElseThrow();
        if (since < (1 - GAIN) * before) {
            return List.of();
        }
        double level = Math.min(before, since) * (1 + GAIN);
        var reached = curve.points().stream().filter(point -> point.trainLoss() <= level).findFirst().orElse(curve.last());
        boolean constant = recorded.spec().schedule() instanceof Constant;
        return List.of(new Finding(Code.PLATEAU, "The training loss was down to " + Text.of(reached.trainLoss()) + " in epoch " + reached.epoch()
                + " and has fallen by less than " + Text.percent(GAIN) + " in the " + (curve.last().epoch() - reached.epoch()) + " epochs since.",
                "More epochs of the same gain nothing: lower the learning rate on the way, or use a larger network or better features.",
                constant ? Map.of("schedule", Map.of("type", "plateau", "metric", "trainLoss", "factor", 0.3, "patience", 10)) : null));
    }
}
